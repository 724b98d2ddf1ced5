package dev.turnpike.billing.spending;

import dev.turnpike.billing.AcrossAccounts;

/**
 * Adds up what was settled in batches: moves wallets, windows of limits, leases and keys by it.
 * Until then it is durable all the same, and whoever reads these sums counts it in.
 */
public interface SettlementPosting {

    /** Posts what is settled by now, unless another server does; returns how many batches. */
    @AcrossAccounts("A batch has calls of many accounts")
    int post();
}
