package dev.turnpike.billing.credits;

import dev.turnpike.billing.money.Usd;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What moved our balance at the payment provider, once.
 *
 * @param id the payment provider's
 * @param subject what it is about, by the name that the journal refers to: the id of a payment, a
 *     refund or a dispute; of anything else whatever the payment provider names
 * @param payment the payment that it belongs to; null when there is none
 * @param amount into our balance is positive; before the fee
 * @param fee what the payment provider kept for itself
 * @param createdAt by the payment provider's clock; the money may be available days later
 * @param isPending whether the payment is still on its way, as those out of bank accounts are for
 *     days, or has failed and comes back: then it is booked later, or never
 */
public record PaymentMovement(
        String id,
        Kind kind,
        String subject,
        @Nullable String payment,
        Usd amount,
        Usd fee,
        Instant createdAt,
        boolean isPending) {

    /** Why it moved; the first five are named as in the journal. */
    public enum Kind {
        PURCHASE,
        REFUND,
        REFUND_FAILED,
        DISPUTE,
        DISPUTE_WON,
        /** The payment provider's own price, taken apart from any payment. */
        FEE,
        /** Between this balance, a reserve of it, and our bank: it stays ours. */
        TRANSFER,
        /** Whatever the books cannot know: a person has to look. */
        OTHER
    }
}
