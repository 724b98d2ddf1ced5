package dev.turnpike.persistence.keys;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.keys.ApiKey;
import dev.turnpike.billing.keys.ApiKeyId;
import dev.turnpike.billing.keys.ApiKeys;
import dev.turnpike.billing.keys.KeyDigest;
import dev.turnpike.billing.keys.KnownKey;
import dev.turnpike.persistence.tenancy.TenantScope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keeps API keys in PostgreSQL. */
@Singleton
class JpaApiKeys implements ApiKeys {

    private static final String OF_ACCOUNT =
            """
            select k, s from ApiKeyEntity k join KeySpendingEntity s on s.id = k.id
            where k.accountId = :account
            """;
    private static final String LIST =
            OF_ACCOUNT + "order by k.revokedAt desc nulls first, k.createdAt desc, k.id desc";
    private static final String FIND = OF_ACCOUNT + "and k.id = :id";
    private static final String REVOKE =
            """
            update ApiKeyEntity k set k.revokedAt = :at
            where k.id = :id and k.accountId = :account and k.revokedAt is null
            and (k.expiresAt is null or k.expiresAt > :at)
            """;

    private final TenantScope tenants;
    private final KeyLookup lookup;

    @Inject
    JpaApiKeys(TenantScope tenants, KeyLookup lookup) {
        this.tenants = tenants;
        this.lookup = lookup;
    }

    @Override
    @Transactional(Transactional.TxType.MANDATORY)
    public void add(ApiKey key, KeyDigest digest) {
        EntityManager database = tenants.of(key.account());
        database.persist(new ApiKeyEntity(key, digest));
        // Written at once: Hibernate knows of no tie between the two rows and could swap them.
        database.flush();
        database.persist(new KeySpendingEntity(key));
        database.flush();
    }

    @Override
    @Transactional
    public List<ApiKey> list(AccountId account) {
        return tenants.of(account)
                .createQuery(LIST, Tuple.class)
                .setParameter("account", account.value())
                .getResultStream()
                .map(JpaApiKeys::toApiKey)
                .toList();
    }

    @Override
    @Transactional
    public Optional<ApiKey> find(AccountId account, ApiKeyId id) {
        return tenants.of(account)
                .createQuery(FIND, Tuple.class)
                .setParameter("account", account.value())
                .setParameter("id", id.value())
                .getResultStream()
                .map(JpaApiKeys::toApiKey)
                .findFirst();
    }

    @Override
    @Transactional(Transactional.TxType.MANDATORY)
    public boolean revoke(AccountId account, ApiKeyId id, Instant at) {
        return tenants.of(account)
                        .createQuery(REVOKE)
                        .setParameter("account", account.value())
                        .setParameter("id", id.value())
                        .setParameter("at", at)
                        .executeUpdate()
                == 1;
    }

    @Override
    public Optional<KnownKey> findByDigest(KeyDigest digest) {
        return lookup.find(digest);
    }

    private static ApiKey toApiKey(Tuple row) {
        return row.get(0, ApiKeyEntity.class).toApiKey(row.get(1, KeySpendingEntity.class));
    }
}
