package dev.turnpike.billing.ledger;

import dev.turnpike.billing.money.Usd;

/** One line of a journal transaction: an amount into (positive) or out of (negative) an account. */
public record Entry(LedgerAccount account, Usd amount) {}
