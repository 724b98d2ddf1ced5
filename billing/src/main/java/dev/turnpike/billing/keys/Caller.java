package dev.turnpike.billing.keys;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.limits.SpendingLimit;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who is calling: the account and the key that a call spends for.
 *
 * @param limits what bounds its spending beside the account's credit, the narrowest scope first
 */
public record Caller(
        AccountId account,
        ApiKeyId key,
        String label,
        @Nullable Instant expiresAt,
        List<SpendingLimit> limits)
        implements Recognition {

    public Caller {
        limits = List.copyOf(limits);
    }
}
