package dev.turnpike.persistence.usage;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.pricing.PriceVersion;
import dev.turnpike.billing.pricing.PriceVersions;
import dev.turnpike.billing.usage.Generation;
import dev.turnpike.billing.usage.GenerationId;
import dev.turnpike.billing.usage.Generations;
import dev.turnpike.persistence.tenancy.TenantScope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.Tuple;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the records of calls from PostgreSQL. */
@Singleton
class JpaGenerations implements Generations {

    private static final String OF_ACCOUNT = "from GenerationEntity g where g.accountId = :account";
    private static final String FIND = OF_ACCOUNT + " and g.id = :id";
    private static final String NEWEST_FIRST = " order by g.settledAt desc, g.id desc";
    private static final String LIST = OF_ACCOUNT + NEWEST_FIRST;
    private static final String LIST_BEFORE =
            OF_ACCOUNT
                    + """
                     and (g.settledAt, g.id) < (
                        select b.settledAt, b.id from GenerationEntity b
                        where b.accountId = :account and b.id = :before)
                    """
                    + NEWEST_FIRST;
    private static final String SPEND_PER_MODEL =
            """
            select g.delivery.model, count(*),
                   sum(g.tokens.input + g.tokens.cacheRead + g.tokens.cacheWrite5m
                       + g.tokens.cacheWrite1h + g.tokens.audioIn + g.tokens.imageIn),
                   sum(g.tokens.output + g.tokens.reasoning + g.tokens.audioOut
                       + g.tokens.imageOut),
                   sum(g.costNanos)
            from GenerationEntity g
            where g.accountId = :account and g.settledAt >= :from and g.settledAt < :to
            and g.delivery.model is not null
            group by g.delivery.model
            order by sum(g.costNanos) desc, g.delivery.model
            """;
    private final TenantScope tenants;
    private final PriceVersions prices;

    @Inject
    JpaGenerations(TenantScope tenants, PriceVersions prices) {
        this.tenants = tenants;
        this.prices = prices;
    }

    @Override
    @Transactional
    public Optional<Generation> find(AccountId account, GenerationId id) {
        return tenants.of(account)
                .createQuery(FIND, GenerationEntity.class)
                .setParameter("account", account.value())
                .setParameter("id", id.value())
                .getResultStream()
                .findFirst()
                .map(row -> row.toGeneration(this::price));
    }

    @Override
    @Transactional
    public List<Generation> listRecent(
            AccountId account, @Nullable GenerationId before, int limit) {
        TypedQuery<GenerationEntity> query =
                tenants.of(account)
                        .createQuery(before == null ? LIST : LIST_BEFORE, GenerationEntity.class)
                        .setParameter("account", account.value())
                        .setMaxResults(limit);
        if (before != null) {
            query.setParameter("before", before.value());
        }
        List<GenerationEntity> rows = query.getResultList();
        // A page of calls shares few editions.
        Map<Long, PriceVersion> editions = new HashMap<>();
        return rows.stream()
                .map(row -> row.toGeneration(id -> editions.computeIfAbsent(id, this::price)))
                .toList();
    }

    @Override
    @Transactional
    public List<ModelSpend> listSpend(AccountId account, Instant from, Instant to) {
        return tenants.of(account)
                .createQuery(SPEND_PER_MODEL, Tuple.class)
                .setParameter("account", account.value())
                .setParameter("from", from)
                .setParameter("to", to)
                .getResultStream()
                .map(JpaGenerations::toSpend)
                .toList();
    }

    private PriceVersion price(long id) {
        return prices.find(id)
                .orElseThrow(() -> new IllegalStateException("No price version " + id));
    }

    private static ModelSpend toSpend(Tuple row) {
        return new ModelSpend(
                row.get(0, String.class),
                row.get(1, Long.class),
                row.get(2, Long.class),
                row.get(3, Long.class),
                new Usd(row.get(4, Long.class)));
    }
}
