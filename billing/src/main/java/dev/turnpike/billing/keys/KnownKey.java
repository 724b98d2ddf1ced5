package dev.turnpike.billing.keys;

import dev.turnpike.billing.limits.SpendingLimit;
import java.util.List;

/**
 * A key as a call needs it.
 *
 * @param limits what bounds spending through it, the narrowest scope first
 */
public record KnownKey(ApiKey key, List<SpendingLimit> limits) {

    public KnownKey {
        limits = List.copyOf(limits);
    }
}
