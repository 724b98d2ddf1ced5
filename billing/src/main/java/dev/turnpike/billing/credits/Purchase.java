package dev.turnpike.billing.credits;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.money.Usd;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Credit that someone set out to buy.
 *
 * @param checkoutId the payment provider's id of the checkout; null until it was opened
 * @param amount the credit
 * @param paymentId the payment provider's id of the payment; null until it was paid
 * @param tax what was paid on top of the amount
 * @param problem why it was paid and cannot be credited; null when there is none
 * @param isOnItsWay whether the buyer has paid in a way that takes days, and the money has not come
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
        Usd tax,
        @Nullable Instant creditedAt,
        @Nullable String problem,
        boolean isOnItsWay) {

    /** One that nobody has paid yet. */
    public static Purchase begun(
            PurchaseId id, AccountId account, Usd amount, String buyerEmail, Instant now) {
        return new Purchase(
                id,
                account,
                amount,
                Status.OPEN,
                buyerEmail,
                now,
                null,
                null,
                Usd.ZERO,
                null,
                null,
                false);
    }

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
