package dev.turnpike.billing.keys;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.money.Usd;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An API key as its owner sees it; the secret itself is not kept.
 *
 * @param label first and last characters of the secret
 * @param limit the most that may ever be spent through it; null for no limit of its own
 * @param spent what was settled through it
 * @param held what is lent to servers for its calls; zero when it has no limit
 */
public record ApiKey(
        ApiKeyId id,
        AccountId account,
        String name,
        String label,
        @Nullable Usd limit,
        Usd spent,
        Usd held,
        Instant createdAt,
        @Nullable Instant lastUsedAt,
        @Nullable Instant expiresAt,
        @Nullable Instant revokedAt) {

    /** Whether it opens the gate at this moment. */
    public boolean isUsable(Instant now) {
        return revokedAt == null && (expiresAt == null || now.isBefore(expiresAt));
    }

    /** What its limit leaves beyond what was settled, or null when it has no limit. */
    public @Nullable Usd remaining() {
        return limit == null ? null : limit.minus(spent);
    }
}
