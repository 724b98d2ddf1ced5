package dev.turnpike.sandbox.payments.refunds;

import dev.turnpike.sandbox.payments.http.ApiError;
import dev.turnpike.sandbox.payments.http.FormParameters;
import dev.turnpike.sandbox.payments.objects.Changes;
import dev.turnpike.sandbox.payments.objects.Json;
import dev.turnpike.sandbox.payments.objects.Kind;
import dev.turnpike.sandbox.payments.pages.Frame;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Finds what shall be refunded, and whether that much of it is left. */
final class RefundChecks {

    /** Stripe's largest charge in dollars, cents. */
    static final long MAX_CENTS = 99_999_999;

    /** What the checks say. */
    sealed interface Verdict {}

    record Fine(ObjectNode charge, long cents) implements Verdict {}

    record Refused(ApiError error) implements Verdict {}

    private RefundChecks() {}

    static Verdict check(FormParameters given, Changes changes) {
        Optional<String> chargeId = given.find("charge");
        Optional<String> intentId = given.find("payment_intent");
        if (chargeId.isEmpty() && intentId.isEmpty()) {
            return refuse(
                    null,
                    "One of the following params should be provided for this request: payment_intent or charge.",
                    null);
        }
        if (chargeId.isPresent()) {
            return changes.find(Kind.CHARGE, chargeId.get())
                    .map(charge -> check(charge, given, changes))
                    .orElseGet(() -> unknown(Kind.CHARGE, chargeId.get(), "charge"));
        }
        String id = intentId.orElseThrow();
        return changes.find(Kind.PAYMENT_INTENT, id)
                .map(intent -> checkIntent(intent, given, changes))
                .orElseGet(() -> unknown(Kind.PAYMENT_INTENT, id, "payment_intent"));
    }

    private static Verdict checkIntent(ObjectNode intent, FormParameters given, Changes changes) {
        if (!Json.textAt(intent, "/status").equals("succeeded")) {
            String message =
                    "This PaymentIntent (%s) does not have a successful charge to refund."
                            .formatted(Json.textAt(intent, "/id"));
            return refuse("payment_intent_unexpected_state", message, "payment_intent");
        }
        return check(
                changes.find(Kind.CHARGE, Json.textAt(intent, "/latest_charge")).orElseThrow(),
                given,
                changes);
    }

    private static Verdict check(ObjectNode charge, FormParameters given, Changes changes) {
        String id = Json.textAt(charge, "/id");
        if (!charge.path("paid").asBoolean()) {
            return refuse(
                    null, "Charge " + id + " was not paid; there is nothing to refund.", null);
        }
        if (charge.path("refunded").asBoolean()) {
            return refuse(
                    "charge_already_refunded",
                    "Charge " + id + " has already been refunded.",
                    null);
        }
        if (charge.path("disputed").asBoolean() && isChargedBack(id, changes)) {
            return refuse(
                    "charge_disputed",
                    "Charge " + id + " has been charged back; cannot issue a refund.",
                    null);
        }
        long leftCents = charge.path("amount").asLong() - charge.path("amount_refunded").asLong();
        long cents = given.findNumber("amount").orElse(leftCents);
        if (cents > leftCents) {
            String message =
                    "Refund amount (%s) is greater than unrefunded amount on charge (%s)"
                            .formatted(Frame.dollars(cents), Frame.dollars(leftCents));
            return refuse(null, message, "amount");
        }
        return new Fine(charge, cents);
    }

    /** A bank that only asks has taken nothing, and the charge can be given back. */
    private static boolean isChargedBack(String chargeId, Changes changes) {
        return changes.listNewestFirst(Kind.DISPUTE).stream()
                .filter(dispute -> Json.textAt(dispute, "/charge").equals(chargeId))
                .anyMatch(dispute -> !dispute.path("is_charge_refundable").asBoolean());
    }

    private static Verdict unknown(Kind kind, String id, String parameter) {
        return new Refused(ApiError.unknownReference(kind, id, parameter));
    }

    private static Verdict refuse(
            @Nullable String code, String message, @Nullable String parameter) {
        return new Refused(ApiError.invalid(code, message, parameter));
    }
}
