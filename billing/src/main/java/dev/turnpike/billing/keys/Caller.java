package dev.turnpike.billing.keys;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.limits.SpendingLimit;
import dev.turnpike.billing.plans.Standing;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who is calling: the account and the key that a call spends for.
 *
 * @param limits what bounds its spending beside the account's credit, the narrowest scope first
 * @param standing what decides on the markup of its calls
 */
public record Caller(
        AccountId account,
        ApiKeyId key,
        String label,
        @Nullable Instant expiresAt,
        List<SpendingLimit> limits,
        Standing standing)
        implements Recognition {

    public Caller {
        limits = List.copyOf(limits);
    }

    /** A caller whose account is on the standard plan and has spent nothing lately. */
    public Caller(
            AccountId account,
            ApiKeyId key,
            String label,
            @Nullable Instant expiresAt,
            List<SpendingLimit> limits) {
        this(account, key, label, expiresAt, limits, Standing.NEW);
    }
}
