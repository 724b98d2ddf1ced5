package dev.turnpike.sandbox.payments.cards;

import static dev.turnpike.sandbox.payments.api.ParameterRules.METADATA;
import static dev.turnpike.sandbox.payments.api.ParameterRules.TEXT;
import static dev.turnpike.sandbox.payments.api.ParameterRules.oneOf;

import dev.turnpike.sandbox.payments.api.Call;
import dev.turnpike.sandbox.payments.api.Metadata;
import dev.turnpike.sandbox.payments.api.ParameterRules;
import dev.turnpike.sandbox.payments.api.Reply;
import dev.turnpike.sandbox.payments.api.Route;
import dev.turnpike.sandbox.payments.http.ApiError;
import dev.turnpike.sandbox.payments.http.FormParameters;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes a payment method out of one of Stripe's test tokens, as {@code tok_visa}. Card numbers are
 * typed on our pages only.
 */
public final class MethodCreation {

    private static final List<String> BILLING = List.of("email", "name", "phone");

    private static final List<String> ADDRESS =
            List.of("city", "country", "line1", "line2", "postal_code", "state");

    private static final String BILLING_ADDRESS = "billing_details[address]";

    private final PaymentMethods methods;

    public MethodCreation(PaymentMethods methods) {
        this.methods = methods;
    }

    /** The endpoint that makes payment methods. */
    public Route route() {
        ParameterRules rules =
                ParameterRules.expandOnly()
                        .with("type", oneOf("card"))
                        .with("card[token]", TEXT)
                        .with("allow_redisplay", oneOf("always", "limited", "unspecified"))
                        .with("metadata[*]", METADATA);
        BILLING.forEach(name -> rules.with("billing_details[" + name + "]", TEXT));
        ADDRESS.forEach(name -> rules.with(BILLING_ADDRESS + "[" + name + "]", TEXT));
        return Route.of("POST", "/v1/payment_methods", rules, this::create);
    }

    private Reply create(Call call) {
        FormParameters given = call.parameters();
        for (String required : List.of("type", "card[token]")) {
            if (!given.has(required)) {
                return new Reply.Refused(ApiError.missing(required));
            }
        }
        String token = given.find("card[token]").orElseThrow();
        Optional<TestCard> card = TestCard.findByCardToken(token);
        if (card.isEmpty()) {
            return new Reply.Refused(
                    ApiError.invalid(
                            "resource_missing",
                            "No such token: '%s'".formatted(token),
                            "card[token]"));
        }
        CardOnFile made = methods.ofToken(card.get(), call.changes());
        describe(made.method(), given);
        return new Reply.Done(made.method());
    }

    private static void describe(ObjectNode method, FormParameters given) {
        ObjectNode details = method.withObject("billing_details");
        for (String name : BILLING) {
            given.find("billing_details[" + name + "]").ifPresent(text -> details.put(name, text));
        }
        given.entries(BILLING_ADDRESS)
                .forEach((line, text) -> details.withObject("address").put(line, text));
        given.find("allow_redisplay").ifPresent(word -> method.put("allow_redisplay", word));
        Metadata.fill(method, given);
    }
}
