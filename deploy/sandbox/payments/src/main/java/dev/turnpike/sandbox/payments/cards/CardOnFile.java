package dev.turnpike.sandbox.payments.cards;

import dev.turnpike.sandbox.payments.objects.Changes;
import dev.turnpike.sandbox.payments.objects.Json;
import dev.turnpike.sandbox.payments.objects.Kind;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * A payment method together with the test card behind it, which Stripe's object does not show.
 *
 * @param isAuthenticated whether its holder took part when it was saved
 */
public record CardOnFile(ObjectNode method, TestCard card, boolean isAuthenticated) {

    /** The card of a payment method that was made before. */
    public static Optional<CardOnFile> find(Changes changes, String methodId) {
        return changes.find(Kind.PAYMENT_METHOD, methodId)
                .map(method -> of(method, changes.find(Kind.CARD, methodId).orElseThrow()));
    }

    /** The payment method's id. */
    public String id() {
        return Json.textAt(method, "/id");
    }

    /** The customer it belongs to, or an empty text. */
    public String customer() {
        return Json.textAt(method, "/customer");
    }

    /** The same card, whose holder has taken part. */
    public CardOnFile authenticated(Changes changes) {
        var trusted = new CardOnFile(method, card, true);
        trusted.putInto(changes);
        return trusted;
    }

    void putInto(Changes changes) {
        changes.put(method);
        changes.put(
                Json.object()
                        .put("id", id())
                        .put("object", Kind.CARD.objectName())
                        .put("card", card.name())
                        .put("authenticated", isAuthenticated));
    }

    private static CardOnFile of(ObjectNode method, ObjectNode behind) {
        return new CardOnFile(
                method,
                TestCard.valueOf(Json.textAt(behind, "/card")),
                behind.path("authenticated").asBoolean());
    }
}
