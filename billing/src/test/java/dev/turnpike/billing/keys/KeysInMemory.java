package dev.turnpike.billing.keys;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.accounts.MemberId;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.plans.Standing;
import dev.turnpike.billing.workspaces.WorkspaceId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** Keeps keys, and counts who asks for one by its digest. */
final class KeysInMemory implements ApiKeys {

    final AtomicInteger lookups = new AtomicInteger();
    private final Map<KeyDigest, ApiKey> keys = new HashMap<>();

    /** A usable key of some account. */
    static ApiKey some(KeySecret secret) {
        UUID id = UUID.randomUUID();
        return new ApiKey(
                new ApiKeyId(id),
                new AccountId(id),
                new MemberId(id),
                new WorkspaceId(id),
                "laptop",
                secret.label(),
                Usd.ZERO,
                Instant.EPOCH,
                null,
                null,
                null);
    }

    @Override
    public void add(ApiKey key, KeyDigest digest) {
        keys.put(digest, key);
    }

    @Override
    public List<ApiKey> list(AccountId account) {
        return keys.values().stream().filter(key -> key.account().equals(account)).toList();
    }

    @Override
    public Optional<ApiKey> find(AccountId account, ApiKeyId id) {
        return list(account).stream().filter(key -> key.id().equals(id)).findFirst();
    }

    @Override
    public Optional<KeySpend> findSpend(AccountId account, ApiKeyId id, Instant now) {
        throw new UnsupportedOperationException("Nobody asks for it");
    }

    @Override
    public boolean revoke(AccountId account, ApiKeyId id, Instant at) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<KnownKey> findByDigest(KeyDigest digest) {
        lookups.incrementAndGet();
        return Optional.ofNullable(keys.get(digest))
                .map(key -> new KnownKey(key, List.of(), Standing.NEW));
    }
}
