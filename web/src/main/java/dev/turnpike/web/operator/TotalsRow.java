package dev.turnpike.web.operator;

import dev.turnpike.billing.books.Totals;
import dev.turnpike.web.page.Amount;

/** What all wallets come to. */
public record TotalsRow(Amount posted, Amount held, Amount receivable, long leases) {

    static TotalsRow of(Totals totals) {
        return new TotalsRow(
                Amount.of(totals.wallets().posted()),
                Amount.of(totals.wallets().held()),
                Amount.of(totals.wallets().receivable()),
                totals.leases());
    }
}
