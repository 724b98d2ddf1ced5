package dev.turnpike.billing.credits;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.money.Usd;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Credit that someone set out to buy.
 *
 * @param way how it is paid
 * @param checkoutId the payment provider's id of the checkout; null until it was opened, and for a
 *     top-up
 * @param amount the credit
 * @param paymentId the payment provider's id of the payment; null until it was paid, or prepared
 *     for a top-up
 * @param tax what was paid on top of the amount
 * @param problem why it was paid and cannot be credited, or, when it expired, why the bank refused
 *     it; null when there is none
 * @param isOnItsWay whether the buyer has paid in a way that takes days, and the money has not come
 */
public record Purchase(
        PurchaseId id,
        AccountId account,
        Way way,
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

    private static final Duration LEFT_TO_EVENTS = Duration.ofSeconds(30);

    /** One that nobody has paid yet. */
    public static Purchase begun(
            PurchaseId id, AccountId account, Usd amount, String buyerEmail, Instant now) {
        return new Purchase(
                id,
                account,
                Way.CHECKOUT,
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

    /** The same to be paid with the saved card. */
    public Purchase byTopUp() {
        return new Purchase(
                id,
                account,
                Way.TOP_UP,
                amount,
                status,
                buyerEmail,
                createdAt,
                checkoutId,
                paymentId,
                tax,
                creditedAt,
                problem,
                isOnItsWay);
    }

    /** Whether it was paid and cannot be credited. */
    public boolean isPaidOtherwise() {
        return status == Status.OPEN && problem != null;
    }

    /** When it is time to ask what became of it: before that its events tell. */
    public Instant firstDue() {
        return createdAt.plus(LEFT_TO_EVENTS);
    }

    /** How a purchase is paid. */
    public enum Way {
        /** By the buyer, on the payment provider's page. */
        CHECKOUT,
        /** With the saved card, while its holder is away. */
        TOP_UP
    }

    /** Where a purchase is in its life. */
    public enum Status {
        /** Waiting for the buyer to pay. */
        OPEN,
        /** Paid, and its credit is in the wallet. */
        CREDITED,
        /**
         * Not paid in time, or cancelled, or refused; credited all the same if it is paid later.
         */
        EXPIRED
    }
}
