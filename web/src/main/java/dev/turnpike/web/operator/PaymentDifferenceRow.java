package dev.turnpike.web.operator;

import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.reconciliation.PaymentDifference;
import dev.turnpike.web.page.Amount;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One thing on which the payment provider and the books differ.
 *
 * @param payment null when nobody knows it, or when it is the subject
 * @param provider null when the payment provider moved nothing
 * @param books null when nothing is booked
 */
public record PaymentDifferenceRow(
        String what,
        String subject,
        @Nullable String payment,
        @Nullable Amount provider,
        @Nullable Amount books,
        Amount gap,
        String reason) {

    static PaymentDifferenceRow of(PaymentDifference difference) {
        String payment = difference.payment();
        return new PaymentDifferenceRow(
                difference.kind().toLowerCase(Locale.ROOT).replace('_', ' '),
                difference.subject(),
                difference.subject().equals(payment) ? null : payment,
                amount(difference.provider()),
                amount(difference.books()),
                Amount.of(difference.gap()),
                difference.reason());
    }

    private static @Nullable Amount amount(@Nullable Usd usd) {
        return usd == null ? null : Amount.of(usd);
    }
}
