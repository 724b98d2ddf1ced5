package dev.turnpike.web.operator;

import dev.turnpike.billing.credits.Purchase;
import dev.turnpike.web.page.Amount;
import dev.turnpike.web.page.Moment;

/**
 * A purchase of some account as its row shows it.
 *
 * @param state in words
 * @param isCredited whether its credit is in the wallet
 */
public record SoldRow(
        String id,
        String account,
        String buyer,
        Amount amount,
        Moment createdAt,
        String state,
        boolean isCredited) {

    static SoldRow of(Purchase purchase) {
        return new SoldRow(
                purchase.id().toString(),
                purchase.account().toString(),
                purchase.buyerEmail(),
                Amount.of(purchase.amount()),
                Moment.of(purchase.createdAt()),
                switch (purchase.status()) {
                    case OPEN -> purchase.problem() == null ? "open" : "paid, not credited";
                    case CREDITED -> "credited";
                    case EXPIRED -> "not paid";
                },
                purchase.status() == Purchase.Status.CREDITED);
    }
}
