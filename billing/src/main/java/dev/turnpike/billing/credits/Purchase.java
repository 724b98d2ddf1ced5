package dev.turnpike.billing.credits;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.money.Usd;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Credit that someone set out to buy.
 *
 * @param checkoutId the payment provider's id of the checkout; null until it was opened
 * @param paymentId the payment provider's id of the payment; null until it was paid
 */
public record Purchase(
        PurchaseId id,
        AccountId account,
        Usd amount,
        Status status,
        String buyerEmail,
        Instant createdAt,
        @Nullable String checkoutId,
        @Nullable String paymentId,
        @Nullable Instant creditedAt) {

    /** Where a purchase is in its life. */
    public enum Status {
        /** Waiting for the buyer to pay. */
        OPEN,
        /** Paid, and its credit is in the wallet. */
        CREDITED,
        /** Not paid in time, or cancelled. */
        EXPIRED
    }
}
