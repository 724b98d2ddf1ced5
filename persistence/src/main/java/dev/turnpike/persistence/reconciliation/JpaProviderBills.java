package dev.turnpike.persistence.reconciliation;

import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.pricing.TokenClass;
import dev.turnpike.billing.reconciliation.BillCredit;
import dev.turnpike.billing.reconciliation.BillFile;
import dev.turnpike.billing.reconciliation.BillLine;
import dev.turnpike.billing.reconciliation.BillStanding;
import dev.turnpike.billing.reconciliation.BilledDay;
import dev.turnpike.billing.reconciliation.BilledDay.Finding;
import dev.turnpike.billing.reconciliation.ProviderBill;
import dev.turnpike.billing.reconciliation.ProviderBills;
import dev.turnpike.persistence.tenancy.TenantScope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Keeps providers' bills in PostgreSQL; they belong to no account. */
@Singleton
class JpaProviderBills implements ProviderBills {

    private static final String LOCK =
            "select cast(pg_advisory_xact_lock(hashtextextended('bills of ' || :provider, 0)) as text)";
    private static final String BILLS =
            """
            select bill_id, provider, digest, imported_at, imported_by, lines,
                   cast(first_day as text), cast(last_day as text), total_nanos
            from provider_bill
            """;
    private static final String IN_FORCE =
            BILLS
                    + """
                     where digest = :digest and provider = :provider and bill_id = (
                        select case count(bill_id) when :days then min(bill_id) end
                        from provider_bill_day
                        where provider = :provider and cast(day as text) = any (:day)
                        having min(bill_id) = max(bill_id))
                    """;
    private static final String ADD =
            """
            insert into provider_bill (
                provider, digest, imported_at, imported_by, lines, first_day, last_day, total_nanos)
            select :provider, :digest, cast(:at as timestamptz), :by, count(*),
                   min(cast(day as date)), max(cast(day as date)), sum(nanos)
            from unnest(:days, :amounts) as line (day, nanos)
            returning bill_id
            """;
    private static final String ADD_LINES =
            """
            insert into provider_bill_line
            select :bill, cast(day as date), model, class, quantity, nanos
            from unnest(:days, :models, :classes, :quantities, :amounts)
                as line (day, model, class, quantity, nanos)
            """;
    private static final String ADD_CREDITS =
            """
            insert into provider_bill_credit
            select :bill, cast(day as date), reason, nanos
            from unnest(:days, :reasons, :amounts) as credit (day, reason, nanos)
            """;
    private static final String PUT_IN_FORCE =
            """
            insert into provider_bill_day (provider, day, bill_id, theirs_nanos)
            select :provider, day, bill_id, sum(amount_nanos) from provider_bill_line
            where bill_id = :bill group by day, bill_id
            on conflict (provider, day) do update
            set bill_id = excluded.bill_id, theirs_nanos = excluded.theirs_nanos, ours_nanos = null,
                is_off = null, rows_off = null, widest_gap_nanos = null, tolerance_basis_points = null,
                compared_at = null
            """;
    private static final String LEAVE_OUT =
            """
            insert into provider_bill_day (provider, day, theirs_nanos)
            select :provider, cast(each as date), 0
            from (select min(first_day) as first, max(last_day) as last from provider_bill
                  where provider = :provider) as span
            cross join generate_series(cast(first as timestamp), cast(last as timestamp), interval '1 day') as each
            on conflict (provider, day) do nothing
            """;
    private static final String LINES =
            """
            select cast(day as text), model, token_class, quantity, amount_nanos
            from provider_bill_day join provider_bill_line using (bill_id, day)
            where provider = :provider and day = :day
            order by model, token_class
            """;
    private static final String CREDITS =
            """
            select cast(day as text), reason, amount_nanos
            from provider_bill_day join provider_bill_credit using (bill_id, day)
            where provider = :provider and day = :day
            order by amount_nanos, reason
            """;
    private static final String SUM_OF_CREDITS =
            """
            select cast(coalesce(sum(amount_nanos), 0) as bigint)
            from provider_bill_day join provider_bill_credit using (bill_id, day)
            where provider = :provider and day between :from and :to
            """;
    private static final String LOCK_DAY =
            """
            select cast(day as text) from provider_bill_day
            where provider = :provider and day = :day for update skip locked
            """;
    private static final String NOTE =
            """
            update provider_bill_day
            set ours_nanos = :ours, is_off = :off, rows_off = :rows, widest_gap_nanos = :widest,
                tolerance_basis_points = :points, compared_at = :at
            where provider = :provider and day = :day
            """;
    private static final String DAYS =
            """
            select provider, cast(day as text), bill_id is not null, theirs_nanos, ours_nanos, is_off, rows_off, widest_gap_nanos
            from provider_bill_day
            """;
    private static final String DAYS_OF_PROVIDER =
            DAYS + " where provider = :provider and day between :from and :to order by day";
    private static final String NEWEST_FIRST = " order by day desc, provider";
    private static final String DUE =
            DAYS
                    + " where ours_nanos is null or day >= :recent and "
                    + "(tolerance_basis_points <> :points or is_off and compared_at < :before)"
                    + NEWEST_FIRST;
    private static final String OFF = DAYS + " where day >= :from and is_off" + NEWEST_FIRST;
    private static final String STANDING =
            """
            select cast(count(*) filter (where day >= :recent and is_off) as integer),
                   cast(count(*) filter (where day >= :recent and ours_nanos is not null) as integer),
                   cast(count(*) filter (where ours_nanos is null) as integer)
            from provider_bill_day
            """;

    private final TenantScope tenants;

    @Inject
    JpaProviderBills(TenantScope tenants) {
        this.tenants = tenants;
    }

    @Override
    @Transactional(TxType.MANDATORY)
    public Optional<ProviderBill> lockAndFind(
            String provider, String digest, List<LocalDate> days) {
        query(LOCK).setParameter("provider", provider).getSingleResult();
        Query inForce =
                query(IN_FORCE)
                        .setParameter("digest", digest)
                        .setParameter("provider", provider)
                        .setParameter("days", (long) days.size())
                        .setParameter("day", texts(days, LocalDate::toString));
        return rows(inForce).stream().map(JpaProviderBills::bill).findFirst();
    }

    @Override
    @Transactional(TxType.MANDATORY)
    public ProviderBill add(String provider, BillFile.Accepted file, Instant at, String by) {
        List<BillLine> lines = file.lines();
        String[] days = texts(lines, line -> line.day().toString());
        Long[] amounts = numbers(lines, line -> line.amount().nanos());
        Object id =
                query(ADD)
                        .setParameter("provider", provider)
                        .setParameter("digest", file.digest())
                        .setParameter("at", at)
                        .setParameter("by", by)
                        .setParameter("days", days)
                        .setParameter("amounts", amounts)
                        .getSingleResult();
        query(ADD_LINES)
                .setParameter("bill", id)
                .setParameter("days", days)
                .setParameter("models", texts(lines, BillLine::model))
                .setParameter("classes", texts(lines, line -> line.tokenClass().code()))
                .setParameter("quantities", numbers(lines, BillLine::quantity))
                .setParameter("amounts", amounts)
                .executeUpdate();
        List<BillCredit> credits = file.credits();
        query(ADD_CREDITS)
                .setParameter("bill", id)
                .setParameter("days", texts(credits, credit -> credit.day().toString()))
                .setParameter("reasons", texts(credits, BillCredit::reason))
                .setParameter("amounts", numbers(credits, credit -> credit.amount().nanos()))
                .executeUpdate();
        query(PUT_IN_FORCE)
                .setParameter("provider", provider)
                .setParameter("bill", id)
                .executeUpdate();
        query(LEAVE_OUT).setParameter("provider", provider).executeUpdate();
        return bill(rows(query(BILLS + " where bill_id = :id").setParameter("id", id)).getFirst());
    }

    @Override
    @Transactional
    public List<ProviderBill> list(String provider, int limit) {
        Query newest =
                query(BILLS + " where provider = :provider order by bill_id desc")
                        .setParameter("provider", provider)
                        .setMaxResults(limit);
        return rows(newest).stream().map(JpaProviderBills::bill).toList();
    }

    @Override
    @Transactional
    public List<BillLine> listLines(String provider, LocalDate day) {
        Query lines = query(LINES).setParameter("provider", provider).setParameter("day", day);
        return rows(lines).stream().map(JpaProviderBills::line).toList();
    }

    @Override
    @Transactional
    public List<BillCredit> listCredits(String provider, LocalDate day) {
        Query credits = query(CREDITS).setParameter("provider", provider).setParameter("day", day);
        return rows(credits).stream().map(JpaProviderBills::credit).toList();
    }

    @Override
    @Transactional
    public Usd sumCredits(String provider, LocalDate from, LocalDate to) {
        Query sum =
                query(SUM_OF_CREDITS)
                        .setParameter("provider", provider)
                        .setParameter("from", from)
                        .setParameter("to", to);
        return new Usd((long) sum.getSingleResult());
    }

    @Override
    @Transactional
    public List<BilledDay> listDue(
            LocalDate recent, int basisPoints, Instant offBefore, int limit) {
        Query due =
                query(DUE)
                        .setParameter("recent", recent)
                        .setParameter("points", basisPoints)
                        .setParameter("before", offBefore)
                        .setMaxResults(limit);
        return rows(due).stream().map(JpaProviderBills::day).toList();
    }

    @Override
    @Transactional(TxType.MANDATORY)
    public boolean lockDay(String provider, LocalDate day) {
        Query locked = query(LOCK_DAY).setParameter("provider", provider).setParameter("day", day);
        return !locked.getResultList().isEmpty();
    }

    @Override
    @Transactional(TxType.MANDATORY)
    public void note(String provider, LocalDate day, Finding found, int basisPoints, Instant at) {
        query(NOTE)
                .setParameter("provider", provider)
                .setParameter("day", day)
                .setParameter("ours", found.ours().nanos())
                .setParameter("off", found.isOff())
                .setParameter("rows", found.rowsOff())
                .setParameter("widest", found.widestGap().nanos())
                .setParameter("points", basisPoints)
                .setParameter("at", at)
                .executeUpdate();
    }

    @Override
    @Transactional
    public List<BilledDay> listDays(String provider, LocalDate from, LocalDate to) {
        Query days =
                query(DAYS_OF_PROVIDER)
                        .setParameter("provider", provider)
                        .setParameter("from", from)
                        .setParameter("to", to);
        return rows(days).stream().map(JpaProviderBills::day).toList();
    }

    @Override
    @Transactional
    public List<BilledDay> listOff(LocalDate from, int limit) {
        Query days = query(OFF).setParameter("from", from).setMaxResults(limit);
        return rows(days).stream().map(JpaProviderBills::day).toList();
    }

    @Override
    @Transactional
    public BillStanding standing(LocalDate recent) {
        return standing(rows(query(STANDING).setParameter("recent", recent)).getFirst());
    }

    private Query query(String sql) {
        return tenants.withoutAccount().createNativeQuery(sql);
    }

    private static List<@Nullable Object[]> rows(Query query) {
        List<?> rows = query.getResultList();
        return rows.stream().<@Nullable Object[]>map(row -> (@Nullable Object[]) row).toList();
    }

    private static <T> String[] texts(List<T> of, Function<T, String> text) {
        return of.stream().map(text).toArray(String[]::new);
    }

    private static <T> Long[] numbers(List<T> of, Function<T, Long> number) {
        return of.stream().map(number).toArray(Long[]::new);
    }

    @SuppressWarnings("NullAway") // None of these columns is ever null.
    private static ProviderBill bill(@Nullable Object[] row) {
        return new ProviderBill(
                (long) row[0],
                (String) row[1],
                (String) row[2],
                (Instant) row[3],
                (String) row[4],
                (int) row[5],
                LocalDate.parse((String) row[6]),
                LocalDate.parse((String) row[7]),
                new Usd((long) row[8]));
    }

    @SuppressWarnings("NullAway") // The same.
    private static BillLine line(@Nullable Object[] row) {
        TokenClass tokenClass =
                Arrays.stream(TokenClass.values())
                        .filter(each -> each.code().equals(row[2]))
                        .findFirst()
                        .orElseThrow();
        return new BillLine(
                LocalDate.parse((String) row[0]),
                (String) row[1],
                tokenClass,
                (long) row[3],
                new Usd((long) row[4]));
    }

    @SuppressWarnings("NullAway") // The same.
    private static BillCredit credit(@Nullable Object[] row) {
        return new BillCredit(
                LocalDate.parse((String) row[0]), (String) row[1], new Usd((long) row[2]));
    }

    @SuppressWarnings("NullAway") // From the fifth column on all of them are null, or none is.
    private static BilledDay day(@Nullable Object[] row) {
        return new BilledDay(
                (String) row[0],
                LocalDate.parse((String) row[1]),
                (boolean) row[2],
                new Usd((long) row[3]),
                row[4] == null
                        ? null
                        : new Finding(
                                new Usd((long) row[4]),
                                (boolean) row[5],
                                (int) row[6],
                                new Usd((long) row[7])));
    }

    @SuppressWarnings("NullAway") // Counts are never null.
    private static BillStanding standing(@Nullable Object[] row) {
        return new BillStanding((int) row[0], (int) row[1], (int) row[2]);
    }
}
