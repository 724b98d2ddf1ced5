package dev.turnpike.web.operator;

import dev.turnpike.billing.books.AccountSum;
import dev.turnpike.billing.ledger.LedgerAccount;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.web.page.Amount;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The chart of accounts with what each comes to over all tenants.
 *
 * @param sum of all of them
 * @param isBalanced whether that is nothing, as it must be
 */
public record TrialBalance(List<Line> lines, Amount sum, boolean isBalanced) {

    /** One account. */
    public record Line(String account, Amount sum) {}

    static TrialBalance of(List<AccountSum> sums) {
        Map<String, Usd> chart = new LinkedHashMap<>();
        for (LedgerAccount account : LedgerAccount.values()) {
            chart.put(account.code(), Usd.ZERO);
        }
        // An account that the chart does not know would be news: it is shown as well.
        sums.forEach(each -> chart.put(each.account(), each.sum()));
        Usd total = chart.values().stream().reduce(Usd.ZERO, Usd::plus);
        List<Line> lines =
                chart.entrySet().stream()
                        .map(each -> new Line(each.getKey(), Amount.of(each.getValue())))
                        .toList();
        return new TrialBalance(lines, Amount.of(total), total.isZero());
    }
}
