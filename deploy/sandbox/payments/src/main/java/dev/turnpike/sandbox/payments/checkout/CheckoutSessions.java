package dev.turnpike.sandbox.payments.checkout;

import dev.turnpike.sandbox.payments.http.FormParameters;
import dev.turnpike.sandbox.payments.objects.Ids;
import dev.turnpike.sandbox.payments.objects.Json;
import dev.turnpike.sandbox.payments.pages.Addresses;
import java.time.Duration;
import java.time.InstantSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes checkout sessions and moves them from open to complete or expired. */
public final class CheckoutSessions {

    static final String OPEN = "open";
    static final String COMPLETE = "complete";
    static final String EXPIRED = "expired";

    /** Stripe's own default and maximum. */
    static final Duration LIFETIME = Duration.ofHours(24);

    private static final String BLANK =
            """
            {"id": null, "object": "checkout.session", "adaptive_pricing": {"enabled": false},
             "after_expiration": null, "allow_promotion_codes": null, "amount_subtotal": 0,
             "amount_total": 0,
             "automatic_tax": {"enabled": false, "liability": null, "provider": null,
               "status": null},
             "billing_address_collection": null, "cancel_url": null, "client_reference_id": null,
             "client_secret": null, "collected_information": null, "consent": null,
             "consent_collection": null, "created": 0, "currency": "usd",
             "currency_conversion": null, "custom_fields": [],
             "custom_text": {"after_submit": null, "shipping_address": null, "submit": null,
               "terms_of_service_acceptance": null},
             "customer": null, "customer_account": null, "customer_creation": null,
             "customer_details": null, "customer_email": null, "discounts": [], "expires_at": 0,
             "integration_identifier": null, "invoice": null,
             "invoice_creation": {"enabled": false, "invoice_data": {"account_tax_ids": null,
               "custom_fields": null, "description": null, "footer": null, "issuer": null,
               "metadata": {}, "rendering_options": null}},
             "livemode": false, "locale": null, "managed_payments": {"enabled": false},
             "metadata": {}, "mode": "payment", "origin_context": null, "payment_intent": null,
             "payment_link": null, "payment_method_collection": "if_required",
             "payment_method_configuration_details": null,
             "payment_method_options": {"card": {"request_three_d_secure": "automatic"}},
             "payment_method_types": ["card"], "payment_status": "unpaid", "permissions": null,
             "phone_number_collection": {"enabled": false}, "recovered_from": null,
             "saved_payment_method_options": null, "setup_intent": null,
             "shipping_address_collection": null, "shipping_cost": null, "shipping_options": [],
             "status": "open", "submit_type": null, "subscription": null, "success_url": null,
             "total_details": {"amount_discount": 0, "amount_shipping": 0, "amount_tax": 0},
             "ui_mode": "hosted_page", "url": null, "wallet_options": null}
            """;

    private static final String CUSTOMER_DETAILS =
            """
            {"address": null, "business_name": null, "email": null, "individual_name": null,
             "name": null, "phone": null, "tax_exempt": "none", "tax_ids": []}
            """;

    private final Ids ids;
    private final InstantSource clock;
    private final Addresses addresses;

    public CheckoutSessions(Ids ids, InstantSource clock, Addresses addresses) {
        this.ids = ids;
        this.clock = clock;
        this.addresses = addresses;
    }

    public ObjectNode open(FormParameters given, long totalCents) {
        String id = ids.nextSession();
        long now = clock.instant().getEpochSecond();
        ObjectNode session = Json.readObject(BLANK);
        session.put("id", id)
                .put("url", addresses.pay(id))
                .put("created", now)
                .put(
                        "expires_at",
                        given.findNumber("expires_at").orElse(now + LIFETIME.toSeconds()))
                .put("amount_subtotal", totalCents)
                .put("amount_total", totalCents)
                .set("metadata", Json.ofTexts(given.entries("metadata")));
        for (String name : CheckoutCreation.COPIED_TEXTS) {
            given.find(name).ifPresent(text -> session.put(name, text));
        }
        if (!given.has("customer")) {
            session.put("customer_creation", given.find("customer_creation").orElse("if_required"));
        }
        session.withObject("invoice_creation")
                .put("enabled", given.isTrue("invoice_creation[enabled]"));
        if (given.isTrue("automatic_tax[enabled]")) {
            session.withObject("automatic_tax")
                    .put("enabled", true)
                    .put("provider", "stripe")
                    .put("status", "requires_location_inputs")
                    .putObject("liability")
                    .put("type", "self");
        }
        if (given.has("tax_id_collection[enabled]")) {
            session.putObject("tax_id_collection")
                    .put("enabled", given.isTrue("tax_id_collection[enabled]"))
                    .put("required", "never");
        }
        return session;
    }

    /** What is known of the buyer, begun with the email when nothing was known. */
    static void setEmail(ObjectNode session, String email) {
        if (!(session.path("customer_details") instanceof ObjectNode)) {
            session.set("customer_details", Json.readObject(CUSTOMER_DETAILS));
        }
        session.withObject("customer_details").put("email", email);
    }

    static void complete(ObjectNode session) {
        session.put("status", COMPLETE).put("payment_status", "paid").putNull("url");
    }

    public static void expire(ObjectNode session) {
        session.put("status", EXPIRED).putNull("url");
    }

    static boolean isOpen(JsonNode session) {
        return Json.textAt(session, "/status").equals(OPEN);
    }
}
