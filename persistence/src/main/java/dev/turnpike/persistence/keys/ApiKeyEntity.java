package dev.turnpike.persistence.keys;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.accounts.MemberId;
import dev.turnpike.billing.keys.ApiKey;
import dev.turnpike.billing.keys.ApiKeyId;
import dev.turnpike.billing.keys.KeyDigest;
import dev.turnpike.billing.workspaces.WorkspaceId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of an API key: what stays the same from call to call. */
@Entity
@Table(name = "api_key")
class ApiKeyEntity {

    @Id
    @Column(name = "key_id")
    private UUID id;

    @Column(name = "account_id")
    private UUID accountId;

    @Column(name = "member_id")
    private UUID memberId;

    @Column(name = "workspace_id")
    private UUID workspaceId;

    private String name;
    private String label;

    @Column(name = "digest")
    private String digest;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "expires_at")
    private @Nullable Instant expiresAt;

    @Column(name = "revoked_at")
    private @Nullable Instant revokedAt;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
    protected ApiKeyEntity() {}

    ApiKeyEntity(ApiKey key, KeyDigest digest) {
        id = key.id().value();
        accountId = key.account().value();
        memberId = key.member().value();
        workspaceId = key.workspace().value();
        name = key.name();
        label = key.label();
        this.digest = digest.hex();
        createdAt = key.createdAt();
        expiresAt = key.expiresAt();
        revokedAt = key.revokedAt();
    }

    ApiKey toApiKey(KeySpendingEntity spending) {
        return new ApiKey(
                new ApiKeyId(id),
                new AccountId(accountId),
                new MemberId(memberId),
                new WorkspaceId(workspaceId),
                name,
                label,
                spending.spent(),
                createdAt,
                spending.lastUsedAt(),
                expiresAt,
                revokedAt);
    }
}
