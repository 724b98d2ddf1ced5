package dev.turnpike.sandbox.payments.charges;

import dev.turnpike.sandbox.payments.cards.CardOnFile;
import dev.turnpike.sandbox.payments.cards.Decline;
import dev.turnpike.sandbox.payments.objects.Ids;
import dev.turnpike.sandbox.payments.objects.Json;
import dev.turnpike.sandbox.payments.pages.Addresses;
import java.time.InstantSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes the charge of each attempt to pay, whether it succeeded or failed. */
public final class Charges {

    private static final String BLANK =
            """
            {"id": null, "object": "charge", "amount": 0, "amount_captured": 0,
             "amount_refunded": 0, "application": null, "application_fee": null,
             "application_fee_amount": null, "balance_transaction": null,
             "billing_details": {"address": null, "email": null, "name": null, "phone": null,
               "tax_id": null},
             "calculated_statement_descriptor": "TURNPIKE SANDBOX", "captured": false,
             "created": 0, "currency": "usd", "customer": null, "description": null,
             "disputed": false, "failure_balance_transaction": null, "failure_code": null,
             "failure_message": null, "fraud_details": {}, "livemode": false, "metadata": {},
             "on_behalf_of": null, "outcome": null, "paid": false, "payment_intent": null,
             "payment_method": null, "payment_method_details": null, "receipt_email": null,
             "receipt_number": null, "receipt_url": null, "refunded": false, "review": null,
             "shipping": null, "source": null, "source_transfer": null,
             "statement_descriptor": null, "statement_descriptor_suffix": null,
             "status": "failed", "transfer_data": null, "transfer_group": null}
            """;

    private static final String OUTCOME =
            """
            {"advice_code": null, "network_advice_code": null, "network_decline_code": null,
             "network_status": "approved_by_network", "reason": null, "risk_level": "normal",
             "risk_score": 0, "seller_message": "Payment complete.", "type": "authorized"}
            """;

    private static final String CARD =
            """
            {"amount_authorized": null, "authorization_code": null, "brand": "visa",
             "checks": {"address_line1_check": null, "address_postal_code_check": null,
               "cvc_check": "pass"},
             "country": "US", "exp_month": 1, "exp_year": 2000, "funding": "credit",
             "installments": null, "last4": null, "mandate": null, "network": "visa",
             "network_transaction_id": null, "regulated_status": "unregulated",
             "three_d_secure": null, "transaction_link_id": null, "wallet": null}
            """;

    private final Ids ids;
    private final InstantSource clock;

    private final Addresses addresses;

    public Charges(Ids ids, InstantSource clock, Addresses addresses) {
        this.ids = ids;
        this.clock = clock;
        this.addresses = addresses;
    }

    ObjectNode succeeded(ObjectNode intent, CardOnFile card) {
        ObjectNode charge = attempt(intent, card);
        return charge.put("status", "succeeded")
                .put("paid", true)
                .put("captured", true)
                .put("amount_captured", charge.path("amount").asLong())
                .put("receipt_url", addresses.receipt(Json.textAt(charge, "/id")))
                .set("outcome", Json.readObject(OUTCOME));
    }

    ObjectNode failed(ObjectNode intent, CardOnFile card, Decline decline) {
        ObjectNode outcome =
                Json.readObject(OUTCOME)
                        .put("network_status", "declined_by_network")
                        .put("reason", decline.declineCode())
                        .put("seller_message", "The bank returned " + decline.declineCode() + ".")
                        .put("type", "issuer_declined");
        return attempt(intent, card)
                .put("failure_code", decline.code())
                .put("failure_message", decline.message())
                .set("outcome", outcome);
    }

    private ObjectNode attempt(ObjectNode intent, CardOnFile card) {
        ObjectNode charge = Json.readObject(BLANK);
        charge.put("id", ids.next("ch_"))
                .put("created", clock.instant().getEpochSecond())
                .put("payment_intent", Json.textAt(intent, "/id"))
                .put("payment_method", card.id());
        for (String same :
                new String[] {
                    "amount",
                    "customer",
                    "description",
                    "metadata",
                    "receipt_email",
                    "shipping",
                    "statement_descriptor_suffix"
                }) {
            charge.set(same, intent.path(same).deepCopy());
        }
        charge.set("billing_details", card.method().path("billing_details").deepCopy());
        ObjectNode method = charge.putObject("payment_method_details").put("type", "card");
        method.set("card", details(card.method().path("card")));
        return charge;
    }

    private static ObjectNode details(JsonNode card) {
        ObjectNode details = Json.readObject(CARD);
        for (String same : new String[] {"last4", "exp_month", "exp_year", "checks"}) {
            details.set(same, card.path(same).deepCopy());
        }
        return details;
    }
}
