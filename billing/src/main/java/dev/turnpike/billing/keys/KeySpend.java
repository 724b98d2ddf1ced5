package dev.turnpike.billing.keys;

import dev.turnpike.billing.money.Usd;

/** What a key has spent by now in this day, week (from Monday) and month, all in UTC. */
public record KeySpend(Usd today, Usd thisWeek, Usd thisMonth) {}
