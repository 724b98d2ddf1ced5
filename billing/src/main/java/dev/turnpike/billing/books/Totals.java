package dev.turnpike.billing.books;

import dev.turnpike.billing.ledger.Balance;

/**
 * What wallets, leases and nodes come to.
 *
 * @param wallets the sums over all wallets
 * @param leases how many there are, of wallets and of keys' limits
 * @param nodes servers that live
 */
public record Totals(Balance wallets, long leases, long nodes) {}
