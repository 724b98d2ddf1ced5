package dev.turnpike.sandbox.payments.checkout;

import dev.turnpike.sandbox.payments.objects.Json;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** A session together with what was ordered in it: what the pay page shows. */
record Checkout(ObjectNode session, ObjectNode order) {

    boolean isOpen() {
        return CheckoutSessions.isOpen(session);
    }

    /** Tax depends on the country, and so does what a tax id looks like. */
    boolean asksForCountry() {
        return OrderTax.isOn(session) || asksForTaxId();
    }

    boolean asksForTaxId() {
        return session.at("/tax_id_collection/enabled").asBoolean();
    }

    /** What the shop told us about the buyer, by field of the pay page. */
    Map<String, String> knownValues() {
        return Map.of(
                "email", Json.textAt(session, "/customer_details/email"),
                "country", OrderTax.country(session),
                "business_name", Json.textAt(session, "/customer_details/name"));
    }
}
