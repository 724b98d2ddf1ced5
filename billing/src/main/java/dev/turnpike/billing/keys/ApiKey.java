package dev.turnpike.billing.keys;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.accounts.MemberId;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.workspaces.WorkspaceId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An API key as its owner sees it; the secret itself is not kept.
 *
 * @param member who made it
 * @param label first and last characters of the secret
 * @param spent what was ever settled through it
 */
public record ApiKey(
        ApiKeyId id,
        AccountId account,
        MemberId member,
        WorkspaceId workspace,
        String name,
        String label,
        Usd spent,
        Instant createdAt,
        @Nullable Instant lastUsedAt,
        @Nullable Instant expiresAt,
        @Nullable Instant revokedAt) {

    /** Whether it opens the gate at this moment. */
    public boolean isUsable(Instant now) {
        return revokedAt == null && (expiresAt == null || now.isBefore(expiresAt));
    }
}
