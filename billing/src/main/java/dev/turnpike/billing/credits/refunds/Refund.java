package dev.turnpike.billing.credits.refunds;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.credits.Payment;
import dev.turnpike.billing.credits.PurchaseId;
import dev.turnpike.billing.credits.TakeBack;
import dev.turnpike.billing.money.Usd;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A refund that a customer or an operator asked for, from the moment its credit is taken.
 *
 * @param payment the payment provider's id of what is refunded in part or as a whole
 * @param credit what left the wallet for it, in whole cents
 * @param tax what goes back on top of it, in whole cents
 * @param returnId the payment provider's id of it; null until it was made
 * @param failures how often asking for it came to nothing that can be known
 * @param problem why it failed, or why asking did the last time; null when nothing is wrong
 * @param changedAt when its status last changed
 */
public record Refund(
        RefundId id,
        AccountId account,
        PurchaseId purchase,
        String payment,
        Usd credit,
        Usd tax,
        Asker asker,
        Status status,
        Instant createdAt,
        Instant changedAt,
        @Nullable String returnId,
        int failures,
        @Nullable String problem) {

    /** Where it is. */
    public enum Status {
        /** The credit is taken, and the payment provider is being asked. */
        ASKED,
        /** The payment provider has made it, and has not sent the money yet. */
        PENDING,
        /** The payment provider has sent the money. */
        PAID,
        /** No money has gone, or it came back; the credit is there again. */
        FAILED
    }

    /**
     * Who asked for it.
     *
     * @param isOperator whether as an operator of this installation
     * @param reason for whoever reads it later; empty for a customer
     */
    public record Asker(boolean isOperator, String email, String reason) {}

    /** All that goes back. */
    public Usd amount() {
        return credit.plus(tax);
    }

    /** Whether the payment provider made this one, as it tells by the number that we gave it. */
    boolean isMadeAs(Payment.Return made) {
        return made.kind() == TakeBack.Kind.REFUND
                && id.toString().equals(made.request())
                && amount().equals(made.amount());
    }

    /** As what the payment provider will make of it. */
    public TakeBack asPending() {
        return new TakeBack(
                id.toString(),
                TakeBack.Kind.REFUND,
                purchase,
                credit,
                tax,
                TakeBack.Status.PENDING,
                createdAt);
    }
}
