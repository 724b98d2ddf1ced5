package dev.turnpike.web.credits;

import dev.turnpike.billing.credits.Purchase;
import dev.turnpike.billing.credits.refunds.Refund;
import dev.turnpike.billing.credits.refunds.RefundId;
import dev.turnpike.billing.credits.refunds.RefundOrder;
import dev.turnpike.billing.credits.refunds.RefundOutcome;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.web.page.Amount;
import dev.turnpike.web.page.Dollars;
import dev.turnpike.web.page.Fields;
import dev.turnpike.web.page.Flash;
import dev.turnpike.web.page.Moment;
import dev.turnpike.web.page.TypedName;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What was typed to have a purchase refunded.
 *
 * @param form names this copy of the form, so that its second sending refunds nothing more
 * @param reason why; customers are not asked
 * @param errors what is wrong, by field; empty when nothing is
 */
public record RefundForm(String form, String amount, String reason, Map<String, String> errors) {

    /** As many characters as somebody reads. */
    private static final int REASON_LENGTH = 200;

    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    public RefundForm {
        errors = Map.copyOf(errors);
    }

    /** A form that asks for all that is left. */
    public static RefundForm of(PurchaseSheet sheet) {
        return new RefundForm("", sheet.left().credit().text(), "", Map.of());
    }

    /** What a form sent. */
    public static RefundForm read(Fields fields) {
        return new RefundForm(
                fields.text("form"), fields.text("amount"), fields.text("reason"), Map.of());
    }

    /** What became of the check. */
    public sealed interface Checked permits Good, Bad {}

    /** Can be asked for. */
    public record Good(RefundOrder order) implements Checked {}

    /** Goes back into the page, with what is wrong beside each field. */
    public record Bad(RefundForm form) implements Checked {}

    /** The order of a customer. */
    public Checked check(Purchase purchase, String email) {
        return checked(purchase, new Refund.Asker(false, email, ""), new LinkedHashMap<>());
    }

    /** The order of an operator, who says why. */
    public Checked checkWithReason(Purchase purchase, String email) {
        Map<String, String> wrong = new LinkedHashMap<>();
        String problem = new TypedName(reason, REASON_LENGTH).problem();
        if (reason.isEmpty()) {
            wrong.put("reason", "Say why, for whoever reads the books later.");
        } else if (problem != null) {
            wrong.put("reason", "Type one line of at most " + REASON_LENGTH + " characters.");
        }
        return checked(purchase, new Refund.Asker(true, email, reason), wrong);
    }

    private Checked checked(Purchase purchase, Refund.Asker asker, Map<String, String> wrong) {
        Optional<Usd> typed = Dollars.parse(amount).filter(Usd::isPositive);
        if (typed.isEmpty()) {
            wrong.put("amount", "Type dollars and whole cents, such as 12.50.");
        }
        if (!ID.matcher(form).matches()) {
            wrong.putIfAbsent("amount", "This form was incomplete. Send it again.");
        }
        return wrong.isEmpty()
                ? new Good(
                        new RefundOrder(
                                new RefundId(UUID.fromString(form)),
                                purchase.account(),
                                purchase.id(),
                                typed.orElseThrow(),
                                asker))
                : new Bad(new RefundForm(form, amount, reason, wrong));
    }

    /** The form with what stands against its amount. */
    public RefundForm refused(RefundOutcome.Refused refusal) {
        return new RefundForm(form, amount, reason, Map.of("amount", sentence(refusal)));
    }

    /** Why nothing was refunded, or why nothing can be. */
    static String sentence(RefundOutcome.Refused refusal) {
        return switch (refusal) {
            case RefundOutcome.NotPaid _ -> "Nothing was paid, so there is nothing to refund.";
            case RefundOutcome.TooLate(var until) ->
                    "Customers could have it refunded until %s. Ask the seller."
                            .formatted(Moment.of(until).text());
            case RefundOutcome.Disputed _ ->
                    "The payment is disputed at the bank. Nothing can be refunded beside that.";
            case RefundOutcome.TooMuch(var most) ->
                    most.isZero()
                            ? "Nothing is left of it: its credit is spent or refunded."
                            : "At most %s of its credit is left.".formatted(Amount.of(most));
            case RefundOutcome.InUse(var free) ->
                    "At this moment %s can be refunded: the rest is set aside for calls. It has been asked back; try again in some seconds."
                            .formatted(Amount.of(free));
        };
    }

    /** What the next page says of a refund that was asked for. */
    public static Flash told(Refund refund) {
        String amount = Amount.of(refund.amount()).text();
        return switch (refund.status()) {
            case PAID ->
                    Flash.done(
                            "The refund of %s is sent. Banks take up to ten days to show it."
                                    .formatted(amount));
            case PENDING ->
                    Flash.done(
                            "The refund of %s is pending: the payment provider has it, and sends the money when it can."
                                    .formatted(amount));
            case ASKED ->
                    Flash.done(
                            "The refund of %s is pending: the payment provider has not answered yet, and is asked again."
                                    .formatted(amount));
            case FAILED ->
                    Flash.problem(
                            "The payment provider refused the refund of %s, and the credit is there again: %s"
                                    .formatted(amount, ReturnRow.failure(refund.problem())));
        };
    }

    /** What is wrong with this field, or null. */
    public @Nullable String error(String field) {
        return errors.get(field);
    }
}
