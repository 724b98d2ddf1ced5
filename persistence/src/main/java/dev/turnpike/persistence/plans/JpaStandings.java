package dev.turnpike.persistence.plans;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.plans.PlanId;
import dev.turnpike.billing.plans.Standing;
import dev.turnpike.billing.plans.Standings;
import dev.turnpike.persistence.tenancy.TenantScope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Reads in PostgreSQL which plan accounts are on and what they have spent lately. */
@Singleton
class JpaStandings implements Standings {

    private static final String FIND =
            """
            select (select plan_id from account_plan where account_id = :account) as plan,
                   coalesce((select spent_nanos from account_spend where account_id = :account), 0)
                       as spent
            """;

    private static final String MOVE =
            """
            insert into account_plan (account_id, plan_id, moved_at, moved_by)
            values (:account, :plan, :at, :by)
            on conflict (account_id) do update
            set plan_id = excluded.plan_id, moved_at = excluded.moved_at, moved_by = excluded.moved_by
            """;

    private static final String MOVED =
            """
            select account_id, plan_id as plan, coalesce(spent_nanos, 0) as spent, moved_at, moved_by,
                   coalesce((select email from member where member.account_id = account_plan.account_id
                             order by created_at, member_id limit 1), '') as email
            from account_plan left join account_spend using (account_id)
            where plan_id <> :standard
            order by moved_at desc, account_id
            """;

    private static final String NAMED =
            """
            select distinct account_id from member
            where lower(email) = lower(:named) or cast(account_id as text) = lower(:named)
            order by account_id
            """;

    private final TenantScope tenants;

    @Inject
    JpaStandings(TenantScope tenants) {
        this.tenants = tenants;
    }

    @Override
    @Transactional
    public Standing find(AccountId account) {
        return standing(
                (Tuple)
                        tenants.of(account)
                                .createNativeQuery(FIND, Tuple.class)
                                .setParameter("account", account.value())
                                .getSingleResult());
    }

    @Override
    @Transactional(Transactional.TxType.MANDATORY)
    public void move(AccountId account, PlanId plan, Instant at, String by) {
        tenants.of(account)
                .createNativeQuery(MOVE)
                .setParameter("account", account.value())
                .setParameter("plan", plan.value())
                .setParameter("at", at)
                .setParameter("by", by)
                .executeUpdate();
    }

    @Override
    @Transactional
    public List<Moved> listMoved(int limit) {
        List<?> rows =
                tenants.acrossAccounts()
                        .createNativeQuery(MOVED, Tuple.class)
                        .setParameter("standard", PlanId.STANDARD.value())
                        .setMaxResults(limit)
                        .getResultList();
        return rows.stream().map(row -> moved((Tuple) row)).toList();
    }

    @Override
    @Transactional
    public List<AccountId> listNamed(String idOrEmail, int limit) {
        List<?> rows =
                tenants.acrossAccounts()
                        .createNativeQuery(NAMED)
                        .setParameter("named", idOrEmail)
                        .setMaxResults(limit)
                        .getResultList();
        return rows.stream().map(row -> new AccountId((UUID) row)).toList();
    }

    private static Moved moved(Tuple row) {
        return new Moved(
                new AccountId(row.get("account_id", UUID.class)),
                row.get("email", String.class),
                standing(row),
                row.get("moved_at", Instant.class),
                row.get("moved_by", String.class));
    }

    private static Standing standing(Tuple row) {
        UUID plan = row.get("plan", UUID.class);
        return new Standing(
                plan == null ? PlanId.STANDARD : new PlanId(plan),
                new Usd(row.get("spent", Long.class)));
    }
}
