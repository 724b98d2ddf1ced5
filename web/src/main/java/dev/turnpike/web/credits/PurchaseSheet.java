package dev.turnpike.web.credits;

import dev.turnpike.billing.money.Usd;
import dev.turnpike.web.page.Amount;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A purchase with all that became of it.
 *
 * @param tax what was paid on top of the credit; null when nothing was
 * @param paid credit and tax
 * @param returns refunds and disputes, the oldest first
 * @param left how much of it can be refunded
 * @param obstacle why nothing can be refunded now; empty when something can
 */
public record PurchaseSheet(
        PurchaseRow row,
        @Nullable Amount tax,
        Amount paid,
        List<ReturnRow> returns,
        Remains left,
        String obstacle) {

    public PurchaseSheet {
        returns = List.copyOf(returns);
    }

    /**
     * What is left of a purchase, in whole cents of credit.
     *
     * @param tax what goes back on top of it; null when nothing does
     * @param total both
     * @param inUse the part of the credit that is set aside for calls; null when none is
     */
    public record Remains(
            Amount credit, @Nullable Amount tax, Amount total, @Nullable Amount inUse) {

        static Remains of(Usd credit, Usd tax, Usd inUse) {
            return new Remains(
                    Amount.of(credit), amountOf(tax), Amount.of(credit.plus(tax)), amountOf(inUse));
        }
    }

    /** What has gone, or is about to: for a receipt. */
    public List<ReturnRow> gone() {
        return returns.stream().filter(ReturnRow::isGone).toList();
    }

    /** Whether a refund of it has not been sent yet. */
    public boolean hasPending() {
        return returns.stream().anyMatch(ReturnRow::isPending);
    }

    /** Whether a refund of it was sent. */
    public boolean hasRefunded() {
        return returns.stream().anyMatch(ReturnRow::isRefunded);
    }

    static @Nullable Amount amountOf(Usd usd) {
        return usd.isZero() ? null : Amount.of(usd);
    }
}
