package dev.turnpike.billing.spending;

import dev.turnpike.billing.AcrossAccounts;

/**
 * Adds up what was settled in batches: moves wallets, windows of limits, leases and keys by it.
 * Until then it is durable all the same, and whoever reads these sums counts it in.
 */
public interface SettlementPosting {

    /** In how many parts accounts are posted. */
    int parts();

    /**
     * Posts what is settled by now in one part of the accounts, unless another server does; returns
     * how many batches.
     *
     * @param part counted from zero
     */
    @AcrossAccounts("A batch has calls of many accounts")
    int post(int part);
}
