package dev.turnpike.web.operator;

import dev.turnpike.billing.credits.Purchase;
import dev.turnpike.web.page.Amount;
import dev.turnpike.web.page.Moment;

/** Credit that somebody set out to buy; who it was is not needed to see whether it hangs. */
public record OpenPurchaseRow(String id, String account, Amount amount, Moment createdAt) {

    static OpenPurchaseRow of(Purchase purchase) {
        return new OpenPurchaseRow(
                purchase.id().toString(),
                purchase.account().toString(),
                Amount.of(purchase.amount()),
                Moment.of(purchase.createdAt()));
    }
}
