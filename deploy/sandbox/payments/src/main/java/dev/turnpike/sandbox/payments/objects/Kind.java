package dev.turnpike.sandbox.payments.objects;

import java.util.Arrays;

/**
 * The kinds of object the sandbox keeps, with the names Stripe gives them in JSON and in errors.
 */
public enum Kind {
    CUSTOMER("customer", "customer", "id"),
    CHECKOUT_SESSION("checkout.session", "checkout.session", "session"),
    PAYMENT_INTENT("payment_intent", "payment_intent", "intent"),
    SETUP_INTENT("setup_intent", "setupintent", "intent"),
    CHARGE("charge", "charge", "charge"),
    INVOICE("invoice", "invoice", "invoice"),
    PRODUCT("product", "product", "id"),
    PRICE("price", "price", "price"),
    EVENT("event", "event", "id"),
    PAYMENT_METHOD("payment_method", "PaymentMethod", "payment_method"),
    TAX_ID("tax_id", "tax id", "id"),
    REFUND("refund", "refund", "id"),
    DISPUTE("dispute", "dispute", "dispute"),
    BALANCE_TRANSACTION("balance_transaction", "balance transaction", "id"),
    PORTAL_SESSION("billing_portal.session", "billing portal session", "id"),
    WEBHOOK_ENDPOINT("webhook_endpoint", "webhook endpoint", "webhook_endpoint"),
    /** The test card behind a payment method; kept under its id and never served itself. */
    CARD("sandbox.card", "card", "id"),
    /** A dispute still to come; kept under the id of its charge and never served itself. */
    PLANNED_DISPUTE("sandbox.planned_dispute", "planned dispute", "id"),
    /** What an endpoint's events are signed with; kept under its id and never served itself. */
    ENDPOINT_SECRET("sandbox.endpoint_secret", "endpoint secret", "id"),
    /** What was ordered in a checkout; kept under the id of its session and never served itself. */
    ORDER("sandbox.order", "order", "id"),
    /** A customer who was deleted; kept under the same id and never served itself. */
    GONE_CUSTOMER("sandbox.gone_customer", "customer", "id"),
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
