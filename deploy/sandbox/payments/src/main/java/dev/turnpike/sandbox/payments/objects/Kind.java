package dev.turnpike.sandbox.payments.objects;

import java.util.Arrays;

/**
 * The kinds of object the sandbox keeps, with the names Stripe gives them in JSON and in errors.
 */
public enum Kind {
    CUSTOMER("customer", "customer", "id"),
    CHECKOUT_SESSION("checkout.session", "checkout.session", "session"),
    PAYMENT_INTENT("payment_intent", "payment_intent", "intent"),
    CHARGE("charge", "charge", "charge"),
    INVOICE("invoice", "invoice", "invoice"),
    EVENT("event", "event", "id"),
    /** What was ordered in a checkout; kept under the id of its session and never served itself. */
    ORDER("sandbox.order", "order", "id"),
    /** The answer given to an idempotency key; kept under the key and never served itself. */
    IDEMPOTENT_REPLY("sandbox.idempotent_reply", "idempotent reply", "id");

    private final String objectName;
    private final String spokenName;
    private final String parameter;

    Kind(String objectName, String spokenName, String parameter) {
        this.objectName = objectName;
        this.spokenName = spokenName;
        this.parameter = parameter;
    }

    /** The value of the field {@code object}. */
    public String objectName() {
        return objectName;
    }

    /** The name in "No such …". */
    public String spokenName() {
        return spokenName;
    }

    /** The parameter an error names when an id in the path leads nowhere. */
    public String parameter() {
        return parameter;
    }

    static Kind ofObjectName(String objectName) {
        return Arrays.stream(values())
                .filter(kind -> kind.objectName.equals(objectName))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "Unknown kind of object: " + objectName));
    }
}
