package dev.turnpike.persistence.limits;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.limits.LimitId;
import dev.turnpike.billing.limits.LimitPeriod;
import dev.turnpike.billing.limits.LimitScope;
import dev.turnpike.billing.limits.LimitStanding;
import dev.turnpike.billing.limits.SpendingLimit;
import dev.turnpike.billing.limits.SpendingLimits;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.persistence.tenancy.TenantScope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Keeps the limits of money in PostgreSQL, in its own words: their windows are made there too. */
@Singleton
class JpaSpendingLimits implements SpendingLimits {

    private static final String SET =
            "select set_limit(:limit, :account, :scope, :scopeId, :period, :nanos)";
    private static final String REMOVE =
            "delete from spending_limit where limit_id = :limit and account_id = :account";
    private static final String LIST =
            """
            select bound.limit_id, bound.scope, bound.scope_id, bound.period, bound.limit_nanos,
                   coalesce(key.name, nullif(member.name, ''), member.email, workspace.name, '')
                       as name,
                   cast(coalesce(spending_window.spent_nanos, 0) + (
                       select coalesce(sum(cost_nanos), 0) from unposted_charge
                       where kind = 'WINDOW' and id = spending_window.window_id
                   ) as bigint) as spent_nanos
            from spending_limit as bound
            left join api_key as key on bound.scope = 'KEY' and key.key_id = bound.scope_id
            left join member on bound.scope = 'MEMBER' and member.member_id = bound.scope_id
            left join workspace
                on bound.scope = 'WORKSPACE' and workspace.workspace_id = bound.scope_id
            left join spending_window on spending_window.limit_id = bound.limit_id
                and spending_window.starts_at
                    = window_start(bound.period, cast(:now as timestamptz))
            where bound.account_id = :account
            order by array_position(array ['ACCOUNT', 'WORKSPACE', 'MEMBER', 'KEY'], bound.scope),
                     name, bound.scope_id,
                     array_position(array ['DAY', 'WEEK', 'MONTH', 'TOTAL'], bound.period)
            """;

    private final TenantScope tenants;

    @Inject
    JpaSpendingLimits(TenantScope tenants) {
        this.tenants = tenants;
    }

    @Override
    @Transactional(Transactional.TxType.MANDATORY)
    public boolean set(AccountId account, Order order) {
        return (Boolean)
                tenants.of(account)
                        .createNativeQuery(SET, Boolean.class)
                        .setParameter("limit", LimitId.next().value())
                        .setParameter("account", account.value())
                        .setParameter("scope", order.scope().name())
                        .setParameter("scopeId", order.scopeId())
                        .setParameter("period", order.period().name())
                        .setParameter("nanos", order.amount().nanos())
                        .getSingleResult();
    }

    @Override
    @Transactional(Transactional.TxType.MANDATORY)
    public boolean remove(AccountId account, LimitId id) {
        return tenants.of(account)
                        .createNativeQuery(REMOVE)
                        .setParameter("limit", id.value())
                        .setParameter("account", account.value())
                        .executeUpdate()
                == 1;
    }

    @Override
    @Transactional
    public List<LimitStanding> list(AccountId account, Instant now) {
        List<?> rows =
                tenants.of(account)
                        .createNativeQuery(LIST, Tuple.class)
                        .setParameter("account", account.value())
                        .setParameter("now", now)
                        .getResultList();
        return rows.stream().map(row -> toStanding((Tuple) row, now)).toList();
    }

    private static LimitStanding toStanding(Tuple row, Instant now) {
        LimitPeriod period = LimitPeriod.valueOf(row.get("period", String.class));
        SpendingLimit limit =
                new SpendingLimit(
                        new LimitId(row.get("limit_id", UUID.class)),
                        LimitScope.valueOf(row.get("scope", String.class)),
                        row.get("scope_id", UUID.class),
                        row.get("name", String.class),
                        period,
                        new Usd(row.get("limit_nanos", Long.class)));
        return new LimitStanding(
                limit,
                new Usd(row.get("spent_nanos", Long.class)),
                period.endOf(period.startOf(now)));
    }
}
