package dev.turnpike.api.keys;

import dev.turnpike.billing.money.Usd;

/** What a key spent since the beginning of this day, week (Monday) and month, in UTC. */
record KeySpend(Usd today, Usd thisWeek, Usd thisMonth) {}
