package dev.turnpike.web.credits;

import dev.turnpike.billing.credits.Purchase;
import dev.turnpike.billing.credits.TakeBack;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.web.page.Amount;
import dev.turnpike.web.page.Moment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A purchase as its row and its receipt show it.
 *
 * @param state what has become of it, in words
 * @param paymentId the payment provider's number; empty until it was paid
 * @param creditedAt null until it was
 * @param isOnItsWay whether it was paid in a way that takes days
 * @param isAutomatic whether it was made by automatic top-up
 */
public record PurchaseRow(
        String id,
        Amount amount,
        Purchase.Status status,
        String state,
        String buyer,
        Moment createdAt,
        String paymentId,
        @Nullable Moment creditedAt,
        boolean isOnItsWay,
        boolean isAutomatic) {

    private static final String CREDITED = "credited";
    private static final String DISPUTED = "disputed";
    private static final String DISPUTE_LOST = "disputed, lost";
    private static final String REFUND_PENDING = "refund pending";

    static PurchaseRow of(Purchase purchase) {
        return of(purchase, List.of());
    }

    /** With what was taken back of it, or is about to be. */
    static PurchaseRow of(Purchase purchase, List<TakeBack> takeBacks) {
        String payment = purchase.paymentId();
        return new PurchaseRow(
                purchase.id().toString(),
                Amount.of(purchase.amount()),
                purchase.status(),
                state(purchase, takeBacks),
                purchase.buyerEmail(),
                Moment.of(purchase.createdAt()),
                payment == null ? "" : payment,
                Moment.ofNullable(purchase.creditedAt()),
                purchase.isOnItsWay(),
                purchase.way() == Purchase.Way.TOP_UP);
    }

    /** Whether its credit is in the wallet, so that it has a receipt. */
    public boolean isCredited() {
        return status == Purchase.Status.CREDITED;
    }

    /** Whether it can still be paid. */
    public boolean isWaiting() {
        return status == Purchase.Status.OPEN;
    }

    /** The colour of its badge: green is only what was paid and stayed so. */
    public String badge() {
        return switch (state) {
            case CREDITED -> "on";
            case DISPUTED -> "sim";
            case DISPUTE_LOST -> "failed";
            default -> {
                if (state.startsWith(REFUND_PENDING)) {
                    yield "running";
                }
                yield isCredited() ? "" : "off";
            }
        };
    }

    private static String state(Purchase purchase, List<TakeBack> takeBacks) {
        return switch (purchase.status()) {
            case OPEN -> open(purchase);
            case CREDITED -> credited(purchase, takeBacks);
            case EXPIRED -> expired(purchase);
        };
    }

    /** Only a saved card can be declined here; a checkout with a problem was paid otherwise. */
    private static String expired(Purchase purchase) {
        if (purchase.problem() == null) {
            return "not paid";
        }
        return purchase.way() == Purchase.Way.TOP_UP ? "declined" : "paid back";
    }

    private static String open(Purchase purchase) {
        if (purchase.problem() != null) {
            return "paid, not credited";
        }
        return purchase.isOnItsWay() ? "payment is on its way" : "waiting for payment";
    }

    private static String credited(Purchase purchase, List<TakeBack> takeBacks) {
        if (takeBacks.stream().anyMatch(it -> it.status() == TakeBack.Status.LOST)) {
            return DISPUTE_LOST;
        }
        if (sum(takeBacks, TakeBack.Kind.DISPUTE, TakeBack.Status.TAKEN).isPositive()) {
            return DISPUTED;
        }
        Usd pending = sum(takeBacks, TakeBack.Kind.REFUND, TakeBack.Status.PENDING);
        Usd refunded = sum(takeBacks, TakeBack.Kind.REFUND, TakeBack.Status.TAKEN);
        if (pending.isPositive()) {
            return part(REFUND_PENDING, REFUND_PENDING, pending, purchase);
        }
        return refunded.isZero()
                ? CREDITED
                : part("refunded", "partial refund", refunded, purchase);
    }

    /** In the words of the payment provider's own pages; of a part with its amount. */
    private static String part(String ofAll, String ofPart, Usd credit, Purchase purchase) {
        return credit.compareTo(purchase.amount()) >= 0
                ? ofAll
                : ofPart + ", " + Amount.of(credit).text();
    }

    private static Usd sum(List<TakeBack> takeBacks, TakeBack.Kind kind, TakeBack.Status status) {
        return takeBacks.stream()
                .filter(it -> it.kind() == kind && it.status() == status)
                .map(TakeBack::credit)
                .reduce(Usd.ZERO, Usd::plus);
    }
}
