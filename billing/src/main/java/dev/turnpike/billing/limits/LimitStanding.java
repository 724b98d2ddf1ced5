package dev.turnpike.billing.limits;

import dev.turnpike.billing.money.Usd;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a limit is used up.
 *
 * @param spent what was settled in its current span of time
 * @param resetsAt when the next span begins; null for a limit in all
 */
public record LimitStanding(SpendingLimit limit, Usd spent, @Nullable Instant resetsAt) {

    /** What the limit leaves; below zero when a call cost more than was expected. */
    public Usd left() {
        return limit.amount().minus(spent);
    }
}
