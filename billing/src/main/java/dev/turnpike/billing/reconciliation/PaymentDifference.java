package dev.turnpike.billing.reconciliation;

import dev.turnpike.billing.money.Usd;
import org.jspecify.annotations.Nullable;

/**
 * One thing about which the payment provider and the books do not say the same.
 *
 * @param kind the kind of the journal's transaction, or {@code OTHER} for what the books cannot
 *     know
 * @param subject the payment provider's id of the payment, refund or dispute
 * @param payment the payment that it belongs to; null when nobody knows
 * @param provider what it moved at the payment provider; null for nothing
 * @param books what the journal says that it moved there; null for nothing
 */
public record PaymentDifference(
        String kind,
        String subject,
        @Nullable String payment,
        @Nullable Usd provider,
        @Nullable Usd books) {

    /** What is unexplained: how far they are apart, never negative. */
    public Usd gap() {
        Usd apart = orNothing(provider).minus(orNothing(books));
        return apart.isNegative() ? apart.negate() : apart;
    }

    /** For people, in one sentence. */
    public String reason() {
        if (books == null) {
            return "The payment provider moved it, and it is not booked.";
        }
        return provider == null
                ? "It is booked, and the payment provider did not move it."
                : "Both know it, with other amounts.";
    }

    private static Usd orNothing(@Nullable Usd amount) {
        return amount == null ? Usd.ZERO : amount;
    }
}
