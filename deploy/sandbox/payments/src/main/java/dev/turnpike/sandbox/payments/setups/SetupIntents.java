package dev.turnpike.sandbox.payments.setups;

import dev.turnpike.sandbox.payments.api.Metadata;
import dev.turnpike.sandbox.payments.authentication.Waiting;
import dev.turnpike.sandbox.payments.cards.Attachment;
import dev.turnpike.sandbox.payments.cards.CardOnFile;
import dev.turnpike.sandbox.payments.cards.Decline;
import dev.turnpike.sandbox.payments.http.FormParameters;
import dev.turnpike.sandbox.payments.objects.Changes;
import dev.turnpike.sandbox.payments.objects.Events;
import dev.turnpike.sandbox.payments.objects.Ids;
import dev.turnpike.sandbox.payments.objects.Json;
import dev.turnpike.sandbox.payments.objects.Kind;
import java.time.InstantSource;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Makes setup intents, and ends them one way or the other. */
public final class SetupIntents implements Waiting {

    private static final String BLANK =
            """
            {"id": null, "object": "setup_intent", "application": null,
             "automatic_payment_methods": null, "cancellation_reason": null,
             "client_secret": null, "created": 0, "customer": null, "customer_account": null,
             "description": null, "excluded_payment_method_types": null,
             "flow_directions": null, "last_setup_error": null, "latest_attempt": null,
             "livemode": false, "managed_payments": {"enabled": false}, "mandate": null,
             "metadata": {}, "next_action": null, "on_behalf_of": null, "payment_method": null,
             "payment_method_configuration_details": null,
             "payment_method_options": {"card": {"mandate_options": null, "network": null,
               "request_three_d_secure": "automatic"}},
             "payment_method_types": ["card"], "single_use_mandate": null,
             "status": "requires_payment_method", "usage": "off_session"}
            """;

    private static final String AUTHENTICATION_FAILURE = "setup_intent_authentication_failure";

    private final Ids ids;
    private final InstantSource clock;
    private final Attachment attachment;
    private final Events events;

    public SetupIntents(Ids ids, InstantSource clock, Attachment attachment, Events events) {
        this.ids = ids;
        this.clock = clock;
        this.attachment = attachment;
        this.events = events;
    }

    ObjectNode create(FormParameters given) {
        String id = ids.next("seti_");
        ObjectNode intent =
                Json.readObject(BLANK)
                        .put("id", id)
                        .put("client_secret", ids.next(id + "_secret_"))
                        .put("created", clock.instant().getEpochSecond());
        for (String text : List.of("customer", "description", "usage")) {
            given.find(text).ifPresent(value -> intent.put(text, value));
        }
        Metadata.fill(intent, given);
        return intent;
    }

    @Override
    public Kind kind() {
        return Kind.SETUP_INTENT;
    }

    @Override
    public String question(ObjectNode intent) {
        return "Somebody wants to save your card for later payments.";
    }

    @Override
    public void approve(ObjectNode intent, Changes changes) {
        succeed(intent, card(intent, changes).authenticated(changes), changes);
    }

    @Override
    public void refuse(ObjectNode intent, Changes changes) {
        ObjectNode error =
                error(
                                AUTHENTICATION_FAILURE,
                                "The latest attempt to set up the payment method has failed because authentication failed.",
                                card(intent, changes))
                        .put("type", "invalid_request_error");
        fail(intent, error, changes);
    }

    /** The card can be charged later, without its holder. */
    void succeed(ObjectNode intent, CardOnFile card, Changes changes) {
        intent.put("status", "succeeded").putNull("next_action").putNull("last_setup_error");
        changes.put(intent);
        String customer = Json.textAt(intent, "/customer");
        if (changes.find(Kind.CUSTOMER, customer).isPresent()) {
            attachment.attach(card, customer, changes);
        }
        events.record(changes, "setup_intent.succeeded", intent);
    }

    /** The bank refused; what {@code last_setup_error} shows. */
    ObjectNode decline(ObjectNode intent, CardOnFile card, Decline decline, Changes changes) {
        ObjectNode error =
                error(decline.code(), decline.message(), card)
                        .put("decline_code", decline.declineCode())
                        .put("type", "card_error");
        fail(intent, error, changes);
        return error;
    }

    private void fail(ObjectNode intent, ObjectNode error, Changes changes) {
        intent.put("status", "requires_payment_method")
                .putNull("payment_method")
                .putNull("next_action")
                .set("last_setup_error", error);
        changes.put(intent);
        events.record(changes, "setup_intent.setup_failed", intent);
    }

    private static ObjectNode error(String code, String message, CardOnFile card) {
        ObjectNode error =
                Json.object()
                        .put("code", code)
                        .put(
                                "doc_url",
                                "https://stripe.com/docs/error-codes/" + code.replace('_', '-'))
                        .put("message", message);
        error.set("payment_method", card.method().deepCopy());
        return error;
    }

    private static CardOnFile card(ObjectNode intent, Changes changes) {
        return CardOnFile.find(changes, Json.textAt(intent, "/payment_method")).orElseThrow();
    }
}
