package dev.turnpike.billing.limits;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.money.Usd;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Keeps the limits of money. Servers know of a change within a second. */
public interface SpendingLimits {

    /** What is to be bounded, in which spans of time, and by how much. */
    record Order(LimitScope scope, UUID scopeId, LimitPeriod period, Usd amount) {

        public Order {
            if (!amount.isPositive()) {
                throw new IllegalArgumentException("A limit is above zero: " + amount);
            }
        }
    }

    /**
     * Makes a limit, with what was settled in its current span before; or gives the one that there
     * is for this scope and period another amount. False when the account has no such scope.
     */
    boolean set(AccountId account, Order order);

    /** False when the account has no such limit. */
    boolean remove(AccountId account, LimitId id);

    /** All limits of the account and how far they are used up at this moment, by scope and name. */
    List<LimitStanding> list(AccountId account, Instant now);
}
