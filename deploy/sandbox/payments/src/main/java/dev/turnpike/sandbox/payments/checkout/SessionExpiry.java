package dev.turnpike.sandbox.payments.checkout;

import dev.turnpike.sandbox.payments.api.Call;
import dev.turnpike.sandbox.payments.api.Reply;
import dev.turnpike.sandbox.payments.charges.PaymentIntents;
import dev.turnpike.sandbox.payments.http.ApiError;
import dev.turnpike.sandbox.payments.objects.Changes;
import dev.turnpike.sandbox.payments.objects.Chore;
import dev.turnpike.sandbox.payments.objects.Events;
import dev.turnpike.sandbox.payments.objects.Json;
import dev.turnpike.sandbox.payments.objects.Kind;
import dev.turnpike.sandbox.payments.objects.ObjectStore;
import java.time.InstantSource;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * Closes checkouts that nobody paid: because the shop asks for it, or because their time is over.
 */
public final class SessionExpiry implements Chore {

    private final ObjectStore store;
    private final PaymentIntents intents;
    private final Events events;
    private final InstantSource clock;

    public SessionExpiry(
            ObjectStore store, PaymentIntents intents, Events events, InstantSource clock) {
        this.store = store;
        this.intents = intents;
        this.events = events;
        this.clock = clock;
    }

    public Reply expire(Call call) {
        Optional<ObjectNode> found = call.changes().find(Kind.CHECKOUT_SESSION, call.id());
        if (found.isEmpty()) {
            return new Reply.Refused(ApiError.notFound(Kind.CHECKOUT_SESSION, call.id()));
        }
        if (!CheckoutSessions.isOpen(found.get())) {
            String message =
                    "Only Checkout Sessions with a status in [\"open\"] can be expired. This Checkout Session has a status of %s."
                            .formatted(Json.textAt(found.get(), "/status"));
            return new Reply.Refused(ApiError.invalid(null, message, null));
        }
        expire(found.get(), call.changes());
        return new Reply.Done(found.get());
    }

    /** Ends the open checkouts of a customer who is to be deleted. */
    public void expireAllOf(String customerId, Changes changes) {
        changes.listNewestFirst(Kind.CHECKOUT_SESSION).stream()
                .filter(CheckoutSessions::isOpen)
                .filter(session -> Json.textAt(session, "/customer").equals(customerId))
                .forEach(session -> expire(session.deepCopy(), changes));
    }

    @Override
    public void attend(Changes changes) {
        long now = clock.instant().getEpochSecond();
        store.listNewestFirst(Kind.CHECKOUT_SESSION).stream()
                .filter(CheckoutSessions::isOpen)
                .filter(session -> session.path("expires_at").asLong() <= now)
                .forEach(session -> expire(session.deepCopy(), changes));
    }

    private void expire(ObjectNode session, Changes changes) {
        CheckoutSessions.expire(session);
        changes.put(session);
        store.find(Kind.PAYMENT_INTENT, Json.textAt(session, "/payment_intent"))
                .ifPresent(
                        intent -> {
                            intents.cancel(intent, "expired");
                            changes.put(intent);
                        });
        events.record(changes, "checkout.session.expired", session);
    }
}
