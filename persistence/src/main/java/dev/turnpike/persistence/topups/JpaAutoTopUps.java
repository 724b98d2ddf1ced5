package dev.turnpike.persistence.topups;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.credits.Purchase;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.topups.AutoTopUp;
import dev.turnpike.billing.topups.AutoTopUps;
import dev.turnpike.billing.topups.TopUpReason;
import dev.turnpike.billing.topups.TopUpTerms;
import dev.turnpike.persistence.tenancy.TenantScope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Keeps what accounts want to be bought by itself in PostgreSQL. */
@Singleton
class JpaAutoTopUps implements AutoTopUps {

    private static final String FIND =
            """
            select threshold_nanos, amount_nanos, ceiling_nanos, email, is_on, reason, changed_at, due_at
            from auto_top_up where account_id = :account
            """;
    private static final String LOCK = FIND + " for update";
    private static final String SAVE =
            """
            insert into auto_top_up values (:account, :threshold, :amount, :ceiling, :email, :isOn,
                cast(:reason as text), :changed, :due)
            on conflict (account_id) do update
            set threshold_nanos = excluded.threshold_nanos, amount_nanos = excluded.amount_nanos,
                ceiling_nanos = excluded.ceiling_nanos, email = excluded.email,
                is_on = excluded.is_on, reason = excluded.reason, changed_at = excluded.changed_at,
                due_at = excluded.due_at
            """;
    private static final String DUE =
            """
            select account_id from auto_top_up join wallet using (account_id)
            where is_on and due_at <= :now and posted_nanos - held_nanos - receivable_nanos < threshold_nanos
              and not exists (
                select from purchase where purchase.account_id = auto_top_up.account_id
                  and way = 'TOP_UP' and status = 'OPEN')
            order by due_at
            """;
    private static final String ATTEMPTS =
            """
            select amount_nanos, status, problem, created_at from purchase
            where account_id = :account and way = 'TOP_UP' and created_at >= :since
            order by created_at desc, purchase_id desc
            """;
    private static final String GONE_BACK =
            """
            select exists (
                select from refund
                where account_id = :account and return_number > returns_seen and status <> 'FAILED')
            or exists (
                select from take_back
                where account_id = :account and return_number > returns_seen
                  and status <> 'GIVEN_BACK'
                  and not exists (select from refund where refund.take_back_id = take_back.take_back_id))
            from auto_top_up where account_id = :account
            """;
    private static final String SEE =
            """
            update auto_top_up
            set returns_seen = coalesce(greatest(
                (select max(return_number) from refund where account_id = :account),
                (select max(return_number) from take_back where account_id = :account)), 0)
            where account_id = :account
            """;

    private final TenantScope tenants;

    @Inject
    JpaAutoTopUps(TenantScope tenants) {
        this.tenants = tenants;
    }

    @Override
    @Transactional
    public Optional<AutoTopUp> find(AccountId account) {
        return find(account, FIND);
    }

    @Override
    @Transactional(TxType.MANDATORY)
    public Optional<AutoTopUp> lock(AccountId account) {
        return find(account, LOCK);
    }

    @Override
    @Transactional(TxType.MANDATORY)
    public void save(AutoTopUp topUp) {
        TopUpReason reason = topUp.reason();
        TopUpTerms terms = topUp.terms();
        var _ =
                of(topUp.account(), SAVE)
                        .setParameter("threshold", terms.threshold().nanos())
                        .setParameter("amount", terms.amount().nanos())
                        .setParameter("ceiling", terms.ceiling().nanos())
                        .setParameter("email", topUp.email())
                        .setParameter("isOn", topUp.isOn())
                        .setParameter("reason", reason == null ? null : reason.name())
                        .setParameter("changed", topUp.changedAt())
                        .setParameter("due", topUp.dueAt())
                        .executeUpdate();
    }

    @Override
    @Transactional
    public List<AccountId> listDue(Instant now, int limit) {
        List<?> ids =
                tenants.acrossAccounts()
                        .createNativeQuery(DUE)
                        .setParameter("now", now)
                        .setMaxResults(limit)
                        .getResultList();
        return ids.stream().map(id -> new AccountId((UUID) id)).toList();
    }

    @Override
    @Transactional
    public List<Attempt> listAttempts(AccountId account, Instant since) {
        List<?> rows = of(account, ATTEMPTS).setParameter("since", since).getResultList();
        return rows.stream().map(row -> attempt((@Nullable Object[]) row)).toList();
    }

    @Override
    @Transactional(TxType.MANDATORY)
    public void noteReturnsSeen(AccountId account) {
        var _ = of(account, SEE).executeUpdate();
    }

    @Override
    @Transactional
    public boolean hasMoneyGoneBack(AccountId account) {
        return of(account, GONE_BACK).getResultList().contains(true);
    }

    private Query of(AccountId account, String sql) {
        return tenants.of(account).createNativeQuery(sql).setParameter("account", account.value());
    }

    private Optional<AutoTopUp> find(AccountId account, String sql) {
        List<?> rows = of(account, sql).getResultList();
        return rows.stream().map(row -> topUp(account, (@Nullable Object[]) row)).findFirst();
    }

    @SuppressWarnings("NullAway") // Of the columns only the reason may be null.
    private static AutoTopUp topUp(AccountId account, @Nullable Object[] row) {
        String reason = (String) row[5];
        return new AutoTopUp(
                account,
                new TopUpTerms(usd(row[0]), usd(row[1]), usd(row[2])),
                (String) row[3],
                (boolean) row[4],
                reason == null ? null : TopUpReason.valueOf(reason),
                (Instant) row[6],
                (Instant) row[7]);
    }

    @SuppressWarnings("NullAway") // Of the columns only the problem may be null.
    private static Attempt attempt(@Nullable Object[] row) {
        return new Attempt(
                usd(row[0]),
                Purchase.Status.valueOf((String) row[1]),
                (String) row[2],
                (Instant) row[3]);
    }

    private static Usd usd(Object nanos) {
        return new Usd((long) nanos);
    }
}
