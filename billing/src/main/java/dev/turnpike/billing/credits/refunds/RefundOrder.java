package dev.turnpike.billing.credits.refunds;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.credits.PurchaseId;
import dev.turnpike.billing.money.Usd;

/**
 * What somebody wants refunded.
 *
 * @param id chosen by the form, so that its second sending asks for nothing more
 * @param credit how much of the credit, in whole cents; its tax comes on top
 */
public record RefundOrder(
        RefundId id, AccountId account, PurchaseId purchase, Usd credit, Refund.Asker asker) {

    public RefundOrder {
        if (credit.toCents() <= 0) {
            throw new IllegalArgumentException("A refund is of some cents, not of " + credit);
        }
    }
}
