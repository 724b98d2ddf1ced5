package dev.turnpike.sandbox.payments.checkout;

import dev.turnpike.sandbox.payments.objects.Json;
import dev.turnpike.sandbox.payments.taxes.TaxRates;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Adds tax to an order once it is known where the buyer is. */
final class OrderTax {

    private OrderTax() {}

    static boolean isOn(JsonNode session) {
        return session.at("/automatic_tax/enabled").asBoolean();
    }

    /** Works on both in place; may be done again when the buyer turns out to be elsewhere. */
    static void apply(ObjectNode session, ObjectNode order, String country, boolean hasTaxId) {
        long percent = TaxRates.percent(country, hasTaxId);
        long taxCents = 0;
        for (JsonNode line : order.withArray("data")) {
            ObjectNode item = (ObjectNode) line;
            long netCents = item.path("amount_subtotal").asLong();
            long ofLine = TaxRates.taxCents(netCents, percent);
            item.put("amount_tax", ofLine).put("amount_total", netCents + ofLine);
            taxCents += ofLine;
        }
        order.put("tax_percent", percent);
        session.put("amount_total", session.path("amount_subtotal").asLong() + taxCents);
        session.withObject("total_details").put("amount_tax", taxCents);
        session.withObject("automatic_tax").put("status", "complete");
    }

    /** Where the buyer is, as far as the session knows; or an empty text. */
    static String country(JsonNode session) {
        return Json.textAt(session, "/customer_details/address/country");
    }
}
