package dev.turnpike.billing.limits;

import dev.turnpike.billing.money.Usd;
import java.util.UUID;

/**
 * The most that may be spent in a span of time by whatever it bounds.
 *
 * @param scopeId the key, member, workspace or account that it bounds
 * @param scopeName what its owner calls that; empty for an account
 */
public record SpendingLimit(
        LimitId id,
        LimitScope scope,
        UUID scopeId,
        String scopeName,
        LimitPeriod period,
        Usd amount) {

    public SpendingLimit {
        if (!amount.isPositive()) {
            throw new IllegalArgumentException("A limit is above zero: " + amount);
        }
    }

    /** The same limit with another amount. */
    public SpendingLimit withAmount(Usd other) {
        return new SpendingLimit(id, scope, scopeId, scopeName, period, other);
    }
}
