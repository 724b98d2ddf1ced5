package dev.turnpike.sandbox.payments.charges;

import dev.turnpike.sandbox.payments.authentication.NextAction;
import dev.turnpike.sandbox.payments.cards.CardOnFile;
import dev.turnpike.sandbox.payments.cards.Decline;
import dev.turnpike.sandbox.payments.http.ApiError;
import dev.turnpike.sandbox.payments.http.FormParameters;
import dev.turnpike.sandbox.payments.objects.Changes;
import dev.turnpike.sandbox.payments.objects.Json;
import dev.turnpike.sandbox.payments.objects.Kind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Says why a payment intent cannot be made, confirmed or canceled. */
final class IntentChecks {

    /** Stripe's largest charge in dollars, cents. */
    static final long MAX_CENTS = 99_999_999;

    /** Stripe's smallest charge in dollars, cents. */
    private static final long MIN_CENTS = 50;

    private static final String WRONG_STATE = "payment_intent_unexpected_state";

    private IntentChecks() {}

    static Optional<ApiError> findRefusal(FormParameters given, Changes changes) {
        for (String required : List.of("amount", "currency")) {
            if (!given.has(required)) {
                return Optional.of(ApiError.missing(required));
            }
        }
        if (given.findNumber("amount").orElse(0L) < MIN_CENTS) {
            return Optional.of(
                    ApiError.invalid(
                            "amount_too_small", "Amount must be at least $0.50 usd", "amount"));
        }
        if (given.has("off_session") && !given.isTrue("confirm")) {
            return Optional.of(
                    ApiError.invalid(
                            null,
                            "You can only pass in `off_session` if `confirm` is set to `true`.",
                            "off_session"));
        }
        return findUnknownCustomer(given.find("customer").orElse(""), changes)
                .or(() -> NextAction.findWrongUrl(given));
    }

    private static Optional<ApiError> findUnknownCustomer(String id, Changes changes) {
        return id.isEmpty() || changes.find(Kind.CUSTOMER, id).isPresent()
                ? Optional.empty()
                : Optional.of(ApiError.unknownReference(Kind.CUSTOMER, id, "customer"));
    }

    static Optional<ApiError> findWrongOwner(CardOnFile card, ObjectNode intent) {
        String customer = Json.textAt(intent, "/customer");
        if (card.customer().isEmpty() || card.customer().equals(customer)) {
            return Optional.empty();
        }
        String message =
                customer.isEmpty()
                        ? "The payment method you provided is attached to a customer so for security purposes you must provide the customer in the request."
                        : "The PaymentMethod %s does not belong to the Customer %s. Please use this PaymentMethod with the Customer that it belongs to instead."
                                .formatted(card.id(), customer);
        return Optional.of(ApiError.invalid(null, message, "payment_method"));
    }

    static Optional<ApiError> findWhyNotConfirmed(ObjectNode intent, Changes changes) {
        String status = Json.textAt(intent, "/status");
        return switch (status) {
            case "succeeded" ->
                    refuse(
                            "You cannot confirm this PaymentIntent because it has already succeeded after being previously confirmed.",
                            intent);
            case "canceled" ->
                    refuse(
                            "You cannot confirm this PaymentIntent because it has a status of canceled. Only a PaymentIntent with one of the following statuses may be confirmed: requires_confirmation, requires_action.",
                            intent);
            default -> findUnknownCustomer(Json.textAt(intent, "/customer"), changes);
        };
    }

    static Optional<ApiError> findWhyNotCanceled(ObjectNode intent) {
        String status = Json.textAt(intent, "/status");
        return status.equals("succeeded") || status.equals("canceled")
                ? refuse(
                        "You cannot cancel this PaymentIntent because it has a status of %s. Only a PaymentIntent with one of the following statuses may be canceled: requires_payment_method, requires_capture, requires_confirmation, requires_action, processing."
                                .formatted(status),
                        intent)
                : Optional.empty();
    }

    static ApiError noCard(ObjectNode intent) {
        return refuse(
                        "You cannot confirm this PaymentIntent because it's missing a payment method. You can either update the PaymentIntent with a payment method and then confirm it again, or confirm it again directly with a payment method.",
                        intent)
                .orElseThrow();
    }

    static ApiError declined(Decline decline, ObjectNode error, ObjectNode intent) {
        Map<String, JsonNode> details = new HashMap<>();
        for (String field : List.of("charge", "decline_code", "payment_method")) {
            details.put(field, error.path(field).deepCopy());
        }
        details.put("payment_intent", intent.deepCopy());
        return ApiError.card(decline.code(), decline.message(), details);
    }

    private static Optional<ApiError> refuse(String message, ObjectNode intent) {
        return Optional.of(
                ApiError.invalid(WRONG_STATE, message, null)
                        .with("payment_intent", intent.deepCopy()));
    }
}
