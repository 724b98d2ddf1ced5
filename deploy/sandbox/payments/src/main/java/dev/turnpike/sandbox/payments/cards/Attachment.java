package dev.turnpike.sandbox.payments.cards;

import dev.turnpike.sandbox.payments.http.ApiError;
import dev.turnpike.sandbox.payments.objects.Changes;
import dev.turnpike.sandbox.payments.objects.Events;
import dev.turnpike.sandbox.payments.objects.Json;
import dev.turnpike.sandbox.payments.objects.Kind;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Joins cards to customers and takes them away again. */
public final class Attachment {

    private static final String DEFAULT = "default_payment_method";

    private final Events events;

    public Attachment(Events events) {
        this.events = events;
    }

    /** Saves a card for later payments; nothing changes when it is the customer's already. */
    public void attach(CardOnFile card, String customerId, Changes changes) {
        if (card.customer().equals(customerId)) {
            return;
        }
        card.method().put("customer", customerId);
        changes.put(card.method());
        events.record(changes, "payment_method.attached", card.method());
    }

    /** Forgets a saved card, also as its customer's default. */
    public void detach(CardOnFile card, Changes changes) {
        String customerId = card.customer();
        card.method().putNull("customer");
        changes.put(card.method());
        events.record(changes, "payment_method.detached", card.method());
        changes.find(Kind.CUSTOMER, customerId)
                .filter(
                        customer ->
                                Json.textAt(customer, "/invoice_settings/" + DEFAULT)
                                        .equals(card.id()))
                .ifPresent(customer -> makeDefault(customer, null, changes));
    }

    /** Says which card the customer wants to be charged; null for none. */
    public void makeDefault(ObjectNode customer, @Nullable String methodId, Changes changes) {
        customer.withObject("invoice_settings").put(DEFAULT, methodId);
        changes.put(customer);
        events.record(changes, "customer.updated", customer);
    }

    static ApiError refused(Decline decline) {
        return ApiError.card(
                decline.code(),
                decline.message(),
                Map.of("decline_code", StringNode.valueOf(decline.declineCode())));
    }
}
