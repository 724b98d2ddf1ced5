package dev.turnpike.web.credits;

import dev.turnpike.billing.credits.Purchase;
import dev.turnpike.web.page.Amount;
import dev.turnpike.web.page.Moment;
import org.jspecify.annotations.Nullable;

/**
 * A purchase as its row and its receipt show it.
 *
 * @param state in words
 * @param paymentId the payment provider's number; empty until it was paid
 * @param creditedAt null until it was
 */
public record PurchaseRow(
        String id,
        Amount amount,
        String state,
        String buyer,
        Moment createdAt,
        String paymentId,
        @Nullable Moment creditedAt) {

    static PurchaseRow of(Purchase purchase) {
        String payment = purchase.paymentId();
        return new PurchaseRow(
                purchase.id().toString(),
                Amount.of(purchase.amount()),
                state(purchase.status()),
                purchase.buyerEmail(),
                Moment.of(purchase.createdAt()),
                payment == null ? "" : payment,
                Moment.ofNullable(purchase.creditedAt()));
    }

    /** Whether its credit is in the wallet, so that it has a receipt. */
    public boolean isCredited() {
        return state.equals("credited");
    }

    /** Whether it can still be paid. */
    public boolean isWaiting() {
        return state.equals("waiting for payment");
    }

    private static String state(Purchase.Status status) {
        return switch (status) {
            case OPEN -> "waiting for payment";
            case CREDITED -> "credited";
            case EXPIRED -> "not paid";
        };
    }
}
