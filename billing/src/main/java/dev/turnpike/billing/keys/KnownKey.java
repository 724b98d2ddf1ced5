package dev.turnpike.billing.keys;

import dev.turnpike.billing.limits.SpendingLimit;
import dev.turnpike.billing.plans.Standing;
import java.util.List;

/**
 * A key as a call needs it.
 *
 * @param limits what bounds spending through it, the narrowest scope first
 * @param standing what decides on the markup of its account
 */
public record KnownKey(ApiKey key, List<SpendingLimit> limits, Standing standing) {

    public KnownKey {
        limits = List.copyOf(limits);
    }
}
