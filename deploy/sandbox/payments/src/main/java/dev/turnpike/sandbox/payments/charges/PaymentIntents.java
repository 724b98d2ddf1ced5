package dev.turnpike.sandbox.payments.charges;

import dev.turnpike.sandbox.payments.api.Metadata;
import dev.turnpike.sandbox.payments.cards.CardOnFile;
import dev.turnpike.sandbox.payments.cards.Decline;
import dev.turnpike.sandbox.payments.http.FormParameters;
import dev.turnpike.sandbox.payments.objects.Ids;
import dev.turnpike.sandbox.payments.objects.Json;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Makes the payment intent of a checkout and records how each attempt ended. */
public final class PaymentIntents {

    private static final String BLANK =
            """
            {"id": null, "object": "payment_intent", "amount": 0, "amount_capturable": 0,
             "amount_details": {"tip": {}}, "amount_received": 0, "application": null,
             "application_fee_amount": null, "automatic_payment_methods": null,
             "canceled_at": null, "cancellation_reason": null,
             "capture_method": "automatic_async", "client_secret": null,
             "confirmation_method": "automatic", "created": 0, "currency": "usd",
             "customer": null, "customer_account": null, "description": null,
             "excluded_payment_method_types": null, "last_payment_error": null,
             "latest_charge": null, "livemode": false, "managed_payments": {"enabled": false},
             "metadata": {}, "next_action": null, "on_behalf_of": null, "payment_method": null,
             "payment_method_configuration_details": null,
             "payment_method_options": {"card": {"installments": null, "mandate_options": null,
               "network": null, "request_three_d_secure": "automatic"}},
             "payment_method_types": ["card"], "processing": null, "receipt_email": null,
             "review": null, "setup_future_usage": null, "shipping": null, "source": null,
             "statement_descriptor": null, "statement_descriptor_suffix": null,
             "status": "requires_payment_method", "transfer_data": null, "transfer_group": null}
            """;

    private final Ids ids;
    private final InstantSource clock;

    public PaymentIntents(Ids ids, InstantSource clock) {
        this.ids = ids;
        this.clock = clock;
    }

    /** Made when a visitor first tries to pay, as Checkout does, and used again for every retry. */
    public ObjectNode create(ObjectNode session, ObjectNode order) {
        ObjectNode intent = blank();
        intent.setAll(order.withObject("payment").deepCopy());
        intent.set("customer", session.path("customer"));
        return intent;
    }

    /** Made by the shop itself. */
    ObjectNode create(FormParameters given) {
        ObjectNode intent = blank().put("amount", given.findNumber("amount").orElseThrow());
        for (String text :
                new String[] {
                    "customer",
                    "description",
                    "receipt_email",
                    "setup_future_usage",
                    "statement_descriptor_suffix"
                }) {
            given.find(text).ifPresent(value -> intent.put(text, value));
        }
        Shipping.find(given, "shipping").ifPresent(shipping -> intent.set("shipping", shipping));
        Metadata.fill(intent, given);
        return intent;
    }

    /** The error that {@code last_payment_error} shows and that the API answers. */
    static ObjectNode error(ObjectNode charge, CardOnFile card, Decline decline) {
        ObjectNode error =
                Json.object()
                        .put("charge", Json.textAt(charge, "/id"))
                        .put("code", decline.code())
                        .put("decline_code", decline.declineCode())
                        .put(
                                "doc_url",
                                "https://stripe.com/docs/error-codes/"
                                        + decline.code().replace('_', '-'))
                        .put("message", decline.message())
                        .put("type", "card_error");
        error.set("payment_method", card.method().deepCopy());
        return error;
    }

    static void fail(ObjectNode intent, ObjectNode charge, ObjectNode error) {
        intent.put("status", "requires_payment_method")
                .put("latest_charge", Json.textAt(charge, "/id"))
                .putNull("payment_method")
                .putNull("next_action")
                .set("last_payment_error", error);
    }

    static void succeed(ObjectNode intent, ObjectNode charge) {
        intent.put("status", "succeeded")
                .put("amount_received", intent.path("amount").asLong())
                .put("latest_charge", Json.textAt(charge, "/id"))
                .put("payment_method", Json.textAt(charge, "/payment_method"))
                .putNull("last_payment_error")
                .putNull("next_action")
                .set("customer", charge.path("customer"));
    }

    /** Ends an intent that was not paid. */
    public void cancel(ObjectNode intent, @Nullable String reason) {
        intent.put("status", "canceled")
                .put("canceled_at", clock.instant().getEpochSecond())
                .put("cancellation_reason", reason)
                .putNull("next_action");
    }

    private ObjectNode blank() {
        String id = ids.next("pi_");
        return Json.readObject(BLANK)
                .put("id", id)
                .put("client_secret", ids.next(id + "_secret_"))
                .put("created", clock.instant().getEpochSecond());
    }
}
