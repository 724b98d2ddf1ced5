package dev.turnpike.billing.books;

import dev.turnpike.billing.AcrossAccounts;
import java.util.List;

/** Adds up what all tenants have. */
@AcrossAccounts("The operator answers for the books as a whole")
public interface Books {

    /** What wallets, leases and nodes come to at this moment. */
    Totals totals();

    /** The sum of every ledger account that was ever posted to; together they are zero. */
    List<AccountSum> listSums();

    /** The servers that hold leases or live, those that are gone first, then the oldest. */
    List<NodeLeases> listNodes(int limit);
}
