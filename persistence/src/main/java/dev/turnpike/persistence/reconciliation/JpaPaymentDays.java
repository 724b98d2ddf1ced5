package dev.turnpike.persistence.reconciliation;

import dev.turnpike.billing.credits.PaymentMovement;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.reconciliation.PaymentDay;
import dev.turnpike.billing.reconciliation.PaymentDays;
import dev.turnpike.billing.reconciliation.PaymentDifference;
import dev.turnpike.billing.reconciliation.PaymentStanding;
import dev.turnpike.persistence.tenancy.TenantScope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Compares in PostgreSQL, across accounts: see {@code R__reconciliation.sql}. */
@Singleton
class JpaPaymentDays implements PaymentDays {

    /** The first day is that of the first purchase; what was begun goes on without looking. */
    private static final String DUE =
            """
            with first as (
                select coalesce((select min(day) from payment_day), (
                    select cast(min(moment) at time zone 'UTC' as date)
                    from (select min(created_at) as moment from purchase
                          union all
                          select min(occurred_at) from journal_transaction where kind = 'PURCHASE') as bought)) as day
            )
            select cast(cast(each as date) as text)
            from first
            cross join generate_series(cast(first.day as timestamp), cast(:last as timestamp), interval '1 day') as each
            left join payment_day on payment_day.day = cast(each as date)
            where payment_day.day is null or problem is not null
            order by problem is not null, each
            """;

    private static final String TO_COMPARE_AGAIN =
            """
            select cast(day as text) from payment_day
            where day >= :first and (differences > 0
                or day <= cast(:last as date) - cast(:age as integer)
                    and compared_at < cast(day + cast(:age as integer) + 1 as timestamp) at time zone 'UTC'
                or exists (
                    select from payment_movement
                    where pending and created_at >= cast(day as timestamp) at time zone 'UTC'
                      and created_at < cast(day + 1 as timestamp) at time zone 'UTC'))
            order by day
            """;
    private static final String CLAIM =
            "update payment_reconciliation set claimed_until = :until where claimed_until <= :now";
    private static final String RELEASE =
            "update payment_reconciliation set claimed_until = '-infinity'";
    private static final String LOCK = "select only_row from payment_reconciliation for update";
    private static final String FORGET =
            "delete from payment_movement where created_at >= :from and created_at < :to";
    private static final String ADD =
            """
            insert into payment_movement
            values (:id, :kind, :subject, cast(:payment as text), :amount, :fee, :created, :pending)
            """;
    private static final String COMPARE =
            "select cast(compare_payments(:day, :at, :limit) as text)";
    private static final String NOTE_PROBLEM =
            """
            insert into payment_day (day, compared_at, problem) values (:day, :at, :problem)
            on conflict (day) do update set compared_at = excluded.compared_at, problem = excluded.problem
            """;
    private static final String DAYS =
            """
            select cast(day as text), compared_at, problem, movements, paid_nanos, returned_nanos, fee_nanos,
                   transferred_nanos, other_nanos, differences, unexplained_nanos
            from payment_day
            """;
    private static final String DIFFERENCES =
            """
            select kind, subject, payment_id, provider_nanos, books_nanos
            from payment_difference where day = :day
            order by abs(coalesce(provider_nanos, 0) - coalesce(books_nanos, 0)) desc, subject, kind
            """;
    private static final String STANDING =
            """
            select cast(cast(max(day) filter (where problem is null) as text) as text),
                   cast(count(*) filter (where differences > 0) as integer),
                   cast(count(problem) as integer),
                   cast(coalesce(sum(unexplained_nanos), 0) as bigint)
            from payment_day
            """;

    private final TenantScope tenants;

    @Inject
    JpaPaymentDays(TenantScope tenants) {
        this.tenants = tenants;
    }

    @Override
    @Transactional
    public List<LocalDate> listDue(LocalDate last, int limit) {
        return days(query(DUE).setParameter("last", last.toString()).setMaxResults(limit));
    }

    @Override
    @Transactional
    public List<LocalDate> listToCompareAgain(LocalDate first, LocalDate last, int age, int limit) {
        return days(
                query(TO_COMPARE_AGAIN)
                        .setParameter("first", first)
                        .setParameter("last", last)
                        .setParameter("age", age)
                        .setMaxResults(limit));
    }

    @Override
    @Transactional(TxType.MANDATORY)
    public boolean claim(Instant now, Instant until) {
        return query(CLAIM).setParameter("now", now).setParameter("until", until).executeUpdate()
                == 1;
    }

    @Override
    @Transactional(TxType.MANDATORY)
    public void release() {
        query(RELEASE).executeUpdate();
    }

    @Override
    @Transactional(TxType.MANDATORY)
    public void replaceMovements(Instant from, Instant to, List<PaymentMovement> movements) {
        query(LOCK).getSingleResult();
        query(FORGET).setParameter("from", from).setParameter("to", to).executeUpdate();
        for (PaymentMovement movement : movements) {
            query(ADD)
                    .setParameter("id", movement.id())
                    .setParameter("kind", movement.kind().name())
                    .setParameter("subject", movement.subject())
                    .setParameter("payment", movement.payment())
                    .setParameter("amount", movement.amount().nanos())
                    .setParameter("fee", movement.fee().nanos())
                    .setParameter("created", movement.createdAt())
                    .setParameter("pending", movement.isPending())
                    .executeUpdate();
        }
    }

    @Override
    @Transactional(TxType.MANDATORY)
    public PaymentDay compare(LocalDate day, Instant now) {
        query(COMPARE)
                .setParameter("day", day)
                .setParameter("at", now)
                .setParameter("limit", MAX_DIFFERENCES)
                .getSingleResult();
        return find(day).orElseThrow();
    }

    @Override
    @Transactional(TxType.MANDATORY)
    public void noteProblem(LocalDate day, Instant now, String problem) {
        query(NOTE_PROBLEM)
                .setParameter("day", day)
                .setParameter("at", now)
                .setParameter("problem", problem)
                .executeUpdate();
    }

    @Override
    @Transactional
    public Optional<PaymentDay> find(LocalDate day) {
        return rows(query(DAYS + " where day = :day").setParameter("day", day)).stream()
                .map(JpaPaymentDays::day)
                .findFirst();
    }

    @Override
    @Transactional
    public List<PaymentDifference> listDifferences(LocalDate day) {
        return rows(query(DIFFERENCES).setParameter("day", day)).stream()
                .map(JpaPaymentDays::difference)
                .toList();
    }

    @Override
    @Transactional
    public List<PaymentDay> list(int offset, int limit) {
        Query newest =
                query(DAYS + " order by day desc").setFirstResult(offset).setMaxResults(limit);
        return rows(newest).stream().map(JpaPaymentDays::day).toList();
    }

    @Override
    @Transactional
    public int count() {
        return (int) query("select cast(count(*) as integer) from payment_day").getSingleResult();
    }

    @Override
    @Transactional
    public PaymentStanding standing() {
        @Nullable Object[] row = rows(query(STANDING)).getFirst();
        return standing(row);
    }

    private Query query(String sql) {
        return tenants.acrossAccounts().createNativeQuery(sql);
    }

    private static List<@Nullable Object[]> rows(Query query) {
        List<?> rows = query.getResultList();
        return rows.stream().<@Nullable Object[]>map(row -> (@Nullable Object[]) row).toList();
    }

    private static List<LocalDate> days(Query query) {
        List<?> rows = query.getResultList();
        return rows.stream().map(row -> LocalDate.parse((String) row)).toList();
    }

    @SuppressWarnings("NullAway") // Columns that may be null are those of fields that may be null.
    private static PaymentDay day(@Nullable Object[] row) {
        var sums =
                new PaymentDay.Sums(
                        (int) row[3],
                        usd(row[4]),
                        usd(row[5]),
                        usd(row[6]),
                        usd(row[7]),
                        usd(row[8]));
        return new PaymentDay(
                LocalDate.parse((String) row[0]),
                (Instant) row[1],
                (String) row[2],
                sums,
                (int) row[9],
                usd(row[10]));
    }

    @SuppressWarnings("NullAway") // The same.
    private static PaymentDifference difference(@Nullable Object[] row) {
        return new PaymentDifference(
                (String) row[0],
                (String) row[1],
                (String) row[2],
                row[3] == null ? null : usd(row[3]),
                row[4] == null ? null : usd(row[4]));
    }

    @SuppressWarnings("NullAway") // The same.
    private static PaymentStanding standing(@Nullable Object[] row) {
        return new PaymentStanding(
                row[0] == null ? null : LocalDate.parse((String) row[0]),
                (int) row[1],
                (int) row[2],
                usd(row[3]));
    }

    private static Usd usd(Object nanos) {
        return new Usd((long) nanos);
    }
}
