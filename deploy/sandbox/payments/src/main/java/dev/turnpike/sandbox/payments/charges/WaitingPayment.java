package dev.turnpike.sandbox.payments.charges;

import dev.turnpike.sandbox.payments.authentication.Waiting;
import dev.turnpike.sandbox.payments.cards.Attachment;
import dev.turnpike.sandbox.payments.cards.CardOnFile;
import dev.turnpike.sandbox.payments.objects.Changes;
import dev.turnpike.sandbox.payments.objects.Events;
import dev.turnpike.sandbox.payments.objects.Json;
import dev.turnpike.sandbox.payments.objects.Kind;
import dev.turnpike.sandbox.payments.pages.Frame;
import tools.jackson.databind.node.ObjectNode;

/** A payment that goes on once the holder of its card has answered the bank. */
public final class WaitingPayment implements Waiting {

    private static final String FAILURE = "payment_intent_authentication_failure";

    private final Charging charging;
    private final Attachment attachment;
    private final Events events;

    public WaitingPayment(Charging charging, Attachment attachment, Events events) {
        this.charging = charging;
        this.attachment = attachment;
        this.events = events;
    }

    @Override
    public Kind kind() {
        return Kind.PAYMENT_INTENT;
    }

    @Override
    public String question(ObjectNode intent) {
        return "Somebody wants to pay %s with your card."
                .formatted(Frame.dollars(intent.path("amount")));
    }

    @Override
    public void approve(ObjectNode intent, Changes changes) {
        CardOnFile card = card(intent, changes).authenticated(changes);
        if (charging.onSession(intent, card, changes) instanceof Charging.Outcome.Paid) {
            keepCard(intent, card, attachment, changes);
        }
    }

    @Override
    public void refuse(ObjectNode intent, Changes changes) {
        ObjectNode error =
                Json.object()
                        .put("code", FAILURE)
                        .put(
                                "doc_url",
                                "https://stripe.com/docs/error-codes/" + FAILURE.replace('_', '-'))
                        .put(
                                "message",
                                "The provided PaymentMethod has failed authentication. You can provide payment_method_data or a new PaymentMethod to attempt to fulfill this PaymentIntent again.")
                        .put("type", "invalid_request_error");
        error.set("payment_method", card(intent, changes).method().deepCopy());
        intent.put("status", "requires_payment_method")
                .putNull("payment_method")
                .putNull("next_action")
                .set("last_payment_error", error);
        changes.put(intent);
        events.record(changes, "payment_intent.payment_failed", intent);
    }

    /** Saves the card of a payment that asked for it. */
    static void keepCard(
            ObjectNode intent, CardOnFile card, Attachment attachment, Changes changes) {
        String customer = Json.textAt(intent, "/customer");
        boolean isToBeKept = !Json.textAt(intent, "/setup_future_usage").isEmpty();
        boolean isKnown = changes.find(Kind.CUSTOMER, customer).isPresent();
        if (isToBeKept && isKnown && card.customer().isEmpty()) {
            attachment.attach(card, customer, changes);
        }
    }

    private static CardOnFile card(ObjectNode intent, Changes changes) {
        return CardOnFile.find(changes, Json.textAt(intent, "/payment_method")).orElseThrow();
    }
}
