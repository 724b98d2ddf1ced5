package dev.turnpike.sandbox.payments.invoices;

import dev.turnpike.sandbox.payments.api.Listing;
import dev.turnpike.sandbox.payments.objects.Ids;
import dev.turnpike.sandbox.payments.objects.Json;
import dev.turnpike.sandbox.payments.pages.Addresses;
import java.time.InstantSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes the paid invoice of a checkout that asked for one. */
public final class Invoices {

    private static final String BLANK =
            """
            {"id": null, "object": "invoice", "account_country": "US",
             "account_name": "Turnpike sandbox", "account_tax_ids": null, "amount_due": 0,
             "amount_overpaid": 0, "amount_paid": 0, "amount_remaining": 0, "amount_shipping": 0,
             "application": null, "attempt_count": 1, "attempted": true, "auto_advance": false,
             "automatic_tax": {"disabled_reason": null, "enabled": false, "liability": null,
               "provider": null, "status": null},
             "automatically_finalizes_at": null, "billing_reason": "manual",
             "collection_method": "charge_automatically", "created": 0, "currency": "usd",
             "custom_fields": null, "customer": null, "customer_account": null,
             "customer_address": null, "customer_email": null, "customer_name": null,
             "customer_phone": null, "customer_shipping": null, "customer_tax_exempt": "none",
             "customer_tax_ids": [], "default_payment_method": null, "default_source": null,
             "default_tax_rates": [], "description": null, "discounts": [], "due_date": null,
             "effective_at": 0, "ending_balance": 0, "footer": null, "from_invoice": null,
             "hosted_invoice_url": null, "invoice_pdf": null, "issuer": {"type": "self"},
             "last_finalization_error": null, "latest_revision": null, "lines": {},
             "livemode": false, "metadata": {}, "next_payment_attempt": null, "number": null,
             "on_behalf_of": null, "parent": null,
             "payment_settings": {"default_mandate": null, "payment_method_options": null,
               "payment_method_types": null},
             "period_end": 0, "period_start": 0, "post_payment_credit_notes_amount": 0,
             "pre_payment_credit_notes_amount": 0, "receipt_number": null, "rendering": null,
             "shipping_cost": null, "shipping_details": null, "starting_balance": 0,
             "statement_descriptor": null, "status": "paid",
             "status_transitions": {"finalized_at": 0, "marked_uncollectible_at": null,
               "paid_at": 0, "voided_at": null},
             "subtotal": 0, "subtotal_excluding_tax": 0, "test_clock": null, "total": 0,
             "total_discount_amounts": [], "total_excluding_tax": 0,
             "total_pretax_credit_amounts": [], "total_taxes": [], "webhooks_delivered_at": null}
            """;

    private static final String BLANK_LINE =
            """
            {"id": null, "object": "line_item", "amount": 0, "currency": "usd",
             "description": null, "discount_amounts": [], "discountable": true, "discounts": [],
             "invoice": null, "livemode": false, "metadata": {}, "parent": null,
             "period": {"end": 0, "start": 0}, "pretax_credit_amounts": [], "pricing": null,
             "quantity": 1, "quantity_decimal": null, "subscription": null, "subtotal": 0,
             "taxes": []}
            """;

    private final Ids ids;
    private final InstantSource clock;
    private final Addresses addresses;

    public Invoices(Ids ids, InstantSource clock, Addresses addresses) {
        this.ids = ids;
        this.clock = clock;
        this.addresses = addresses;
    }

    public ObjectNode paid(ObjectNode session, ObjectNode order) {
        long now = clock.instant().getEpochSecond();
        long totalCents = session.path("amount_total").asLong();
        String id = ids.next("in_");
        ObjectNode invoice = Json.readObject(BLANK);
        invoice.put("id", id)
                .put("number", "SANDBOX-" + id.substring(id.length() - 8))
                .put("hosted_invoice_url", addresses.invoice(id))
                .put("invoice_pdf", addresses.invoicePdf(id));
        invoice.set("customer", session.path("customer"));
        for (String detail : new String[] {"email", "name", "address"}) {
            invoice.set("customer_" + detail, session.at("/customer_details/" + detail));
        }
        invoice.set("customer_tax_ids", session.at("/customer_details/tax_ids").deepCopy());
        long netCents = session.path("amount_subtotal").asLong();
        invoice.put("subtotal", netCents)
                .put("subtotal_excluding_tax", netCents)
                .put("total_excluding_tax", netCents);
        for (String amount : new String[] {"amount_due", "amount_paid", "total"}) {
            invoice.put(amount, totalCents);
        }
        if (session.at("/automatic_tax/enabled").asBoolean()) {
            putTax(invoice, totalCents - netCents, netCents);
        }
        for (String time : new String[] {"created", "effective_at", "period_end", "period_start"}) {
            invoice.put(time, now);
        }
        invoice.withObject("status_transitions").put("finalized_at", now).put("paid_at", now);
        invoice.set("lines", lines(id, order, now));
        return invoice;
    }

    private static void putTax(ObjectNode invoice, long taxCents, long netCents) {
        ObjectNode automatic = invoice.withObject("automatic_tax");
        automatic.put("enabled", true).put("provider", "stripe").put("status", "complete");
        automatic.putObject("liability").put("type", "self");
        invoice.withArray("total_taxes").add(tax(taxCents, netCents));
    }

    private static ObjectNode tax(long taxCents, long netCents) {
        return Json.object()
                .put("amount", taxCents)
                .put("tax_behavior", "exclusive")
                .putNull("tax_rate_details")
                .put("taxability_reason", taxCents == 0 ? "zero_rated" : "standard_rated")
                .put("taxable_amount", netCents)
                .put("type", "tax_rate_details");
    }

    private ObjectNode lines(String invoiceId, ObjectNode order, long now) {
        ObjectNode list = Listing.envelope("/v1/invoices/" + invoiceId + "/lines", false);
        for (JsonNode item : order.withArray("data")) {
            ObjectNode line = Json.readObject(BLANK_LINE);
            line.put("id", ids.next("il_")).put("invoice", invoiceId);
            line.put("amount", item.path("amount_subtotal").asLong());
            line.put("subtotal", item.path("amount_subtotal").asLong());
            line.set("description", item.path("description"));
            line.set("quantity", item.path("quantity"));
            line.withObject("period").put("start", now).put("end", now);
            long taxCents = item.path("amount_tax").asLong();
            if (taxCents > 0) {
                line.withArray("taxes").add(tax(taxCents, item.path("amount_subtotal").asLong()));
            }
            list.withArray("data").add(line);
        }
        return list;
    }
}
