package dev.turnpike.persistence.keys;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.keys.ApiKey;
import dev.turnpike.billing.keys.ApiKeyId;
import dev.turnpike.billing.keys.ApiKeys;
import dev.turnpike.billing.keys.KeyDigest;
import dev.turnpike.billing.keys.KeySpend;
import dev.turnpike.billing.keys.KnownKey;
import dev.turnpike.billing.limits.LimitPeriod;
import dev.turnpike.billing.money.Usd;
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

    /** The sums of a row are those of the day, week and month of the last posted use. */
    private static final String SPEND =
            """
            select case when last_used_at >= :day then day_nanos else 0 end
                       + coalesce(cast(unposted.day as bigint), 0) as day,
                   case when last_used_at >= :week then week_nanos else 0 end
                       + coalesce(cast(unposted.week as bigint), 0) as week,
                   case when last_used_at >= :month then month_nanos else 0 end
                       + coalesce(cast(unposted.month as bigint), 0) as month
            from key_spending cross join lateral (
                select sum(cost_nanos) filter (where settled_at >= :day) as day,
                       sum(cost_nanos) filter (where settled_at >= :week) as week,
                       sum(cost_nanos) filter (where settled_at >= :month) as month
                from unposted_charge where kind = 'KEY' and id = key_id
            ) as unposted
            where key_spending.account_id = :account and key_id = :id
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
    @Transactional
    public Optional<KeySpend> findSpend(AccountId account, ApiKeyId id, Instant now) {
        List<?> rows =
                tenants.of(account)
                        .createNativeQuery(SPEND, Tuple.class)
                        .setParameter("account", account.value())
                        .setParameter("id", id.value())
                        .setParameter("day", LimitPeriod.DAY.startOf(now))
                        .setParameter("week", LimitPeriod.WEEK.startOf(now))
                        .setParameter("month", LimitPeriod.MONTH.startOf(now))
                        .getResultList();
        return rows.stream().map(row -> toKeySpend((Tuple) row)).findFirst();
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

    private static KeySpend toKeySpend(Tuple row) {
        return new KeySpend(
                new Usd(row.get("day", Long.class)),
                new Usd(row.get("week", Long.class)),
                new Usd(row.get("month", Long.class)));
    }

    private static ApiKey toApiKey(Tuple row) {
        return row.get(0, ApiKeyEntity.class).toApiKey(row.get(1, KeySpendingEntity.class));
    }
}
