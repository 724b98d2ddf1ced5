package dev.turnpike.persistence.books;

import dev.turnpike.billing.books.AccountSum;
import dev.turnpike.billing.books.Books;
import dev.turnpike.billing.books.NodeLeases;
import dev.turnpike.billing.books.Totals;
import dev.turnpike.billing.ledger.Balance;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.spending.NodeId;
import dev.turnpike.persistence.tenancy.TenantScope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** Adds up in PostgreSQL, across accounts and past Hibernate's cache. */
@Singleton
class JpaBooks implements Books {

    private static final String TOTALS =
            """
            select cast(coalesce(sum(posted_nanos), 0) as bigint),
                   cast(coalesce(sum(held_nanos), 0) as bigint),
                   cast(coalesce(sum(receivable_nanos), 0) as bigint),
                   (select count(*) from lease),
                   (select count(*) from node where alive_until > clock_timestamp())
            from settled_wallet
            """;
    private static final String SUMS =
            """
            select ledger_account, cast(sum(amount_nanos) as bigint)
            from journal_entry group by ledger_account order by ledger_account
            """;
    private static final String NODES =
            """
            select node_id,
                   cast(extract(epoch from clock_timestamp() - joined_at) as bigint),
                   coalesce(alive_until > clock_timestamp(), false),
                   count(budget_id),
                   cast(coalesce(sum(amount_nanos) filter (where budget_id = account_id), 0) as bigint)
            from node full join lease using (node_id)
            group by node_id, joined_at, alive_until
            order by joined_at nulls first, node_id
            """;

    private final TenantScope tenants;

    @Inject
    JpaBooks(TenantScope tenants) {
        this.tenants = tenants;
    }

    @Override
    @Transactional
    public Totals totals() {
        Object[] row =
                (Object[]) tenants.acrossAccounts().createNativeQuery(TOTALS).getSingleResult();
        return new Totals(
                new Balance(usd(row[0]), usd(row[1]), usd(row[2])), (long) row[3], (long) row[4]);
    }

    @Override
    @Transactional
    public List<AccountSum> listSums() {
        List<?> rows = tenants.acrossAccounts().createNativeQuery(SUMS).getResultList();
        return rows.stream()
                .map(Object[].class::cast)
                .map(row -> new AccountSum((String) row[0], usd(row[1])))
                .toList();
    }

    @Override
    @Transactional
    public List<NodeLeases> listNodes(int limit) {
        List<?> rows =
                tenants.acrossAccounts()
                        .createNativeQuery(NODES)
                        .setMaxResults(limit)
                        .getResultList();
        return rows.stream().map(Object[].class::cast).map(JpaBooks::node).toList();
    }

    private static NodeLeases node(Object[] row) {
        Duration age = row[1] instanceof Long seconds ? Duration.ofSeconds(seconds) : null;
        return new NodeLeases(
                new NodeId((UUID) row[0]), age, (boolean) row[2], (long) row[3], usd(row[4]));
    }

    private static Usd usd(Object nanos) {
        return new Usd((long) nanos);
    }
}
