package dev.turnpike.billing.books;

import dev.turnpike.billing.money.Usd;

/**
 * A line of the trial balance.
 *
 * @param account the name that the ledger account has in the journal
 */
public record AccountSum(String account, Usd sum) {}
