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
 * @param held what running calls of it hold
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

    /** What may still be spent through it, or null when it has no limit. */
    public @Nullable Usd remaining() {
        return limit == null ? null : limit.minus(spent).minus(held);
    }
}
