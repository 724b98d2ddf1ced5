package dev.turnpike.sandbox.payments.documents;

import dev.turnpike.sandbox.payments.objects.Json;
import dev.turnpike.sandbox.payments.pages.Frame;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A receipt or an invoice: a title and lines with a text on the left and one on the right. */
record Document(String title, List<Line> lines) {

    record Line(String text, String amount) {}

    Document {
        lines = List.copyOf(lines);
    }

    /** The receipt of a charge; there is none for one that failed. */
    static Optional<Document> ofCharge(ObjectNode charge) {
        if (!charge.path("paid").asBoolean()) {
            return Optional.empty();
        }
        var lines = new ArrayList<Line>();
        lines.add(new Line("Date", date(charge)));
        lines.add(
                new Line(
                        "Card",
                        "Visa " + Json.textAt(charge, "/payment_method_details/card/last4")));
        lines.add(new Line("Amount paid", Frame.dollars(charge.path("amount"))));
        if (charge.path("amount_refunded").asLong() > 0) {
            lines.add(new Line("Refunded", Frame.dollars(charge.path("amount_refunded"))));
        }
        return Optional.of(new Document("Receipt from Turnpike sandbox", lines));
    }

    static Document ofInvoice(ObjectNode invoice) {
        var lines = new ArrayList<Line>();
        lines.add(new Line("Date", date(invoice)));
        for (String field : List.of("customer_name", "customer_email")) {
            String text = Json.textAt(invoice, "/" + field);
            if (!text.isEmpty()) {
                lines.add(new Line("Billed to", text));
            }
        }
        for (JsonNode taxId : invoice.path("customer_tax_ids")) {
            lines.add(new Line("Tax ID", Json.textAt(taxId, "/value")));
        }
        for (JsonNode item : invoice.path("lines").path("data")) {
            String text = Json.textAt(item, "/description") + " × " + item.path("quantity").asInt();
            lines.add(new Line(text, Frame.dollars(item.path("amount"))));
        }
        for (JsonNode tax : invoice.path("total_taxes")) {
            lines.add(new Line("Tax", Frame.dollars(tax.path("amount"))));
        }
        lines.add(new Line("Total, paid", Frame.dollars(invoice.path("total"))));
        return new Document("Invoice " + Json.textAt(invoice, "/number"), lines);
    }

    private static String date(JsonNode object) {
        return Instant.ofEpochSecond(object.path("created").asLong())
                .atZone(ZoneOffset.UTC)
                .toLocalDate()
                .toString();
    }
}
