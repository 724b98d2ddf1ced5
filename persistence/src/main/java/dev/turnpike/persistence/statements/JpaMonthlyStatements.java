package dev.turnpike.persistence.statements;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.ledger.Posting;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.statements.Breakdown;
import dev.turnpike.billing.statements.Breakdown.By;
import dev.turnpike.billing.statements.Breakdown.Rest;
import dev.turnpike.billing.statements.Breakdown.Share;
import dev.turnpike.billing.statements.MonthlyStatement;
import dev.turnpike.billing.statements.MonthlyStatement.Booked;
import dev.turnpike.billing.statements.MonthlyStatements;
import dev.turnpike.persistence.tenancy.TenantScope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Has PostgreSQL add up a month; the rows that come back are few. */
@Singleton
class JpaMonthlyStatements implements MonthlyStatements {

    private static final String STATEMENT =
            """
            select part, id, name, label, of_calls, members, calls, wallet_nanos, receivable_nanos
            from monthly_statement(:account, :from, :to, :shares)
            """;

    private static final Comparator<Share> DEAREST_FIRST =
            Comparator.comparing(Share::cost).reversed().thenComparing(Share::id);

    private final TenantScope tenants;

    @Inject
    JpaMonthlyStatements(TenantScope tenants) {
        this.tenants = tenants;
    }

    @Override
    @Transactional
    public MonthlyStatement get(AccountId account, Instant from, Instant to, int shares) {
        List<?> read =
                tenants.of(account)
                        .createNativeQuery(STATEMENT)
                        .setParameter("account", account.value())
                        .setParameter("from", from)
                        .setParameter("to", to)
                        .setParameter("shares", shares)
                        .getResultList();
        List<Row> rows = read.stream().map(row -> Row.of((Object[]) row)).toList();
        return MonthlyStatement.of(
                from,
                to,
                only(rows, "OPENING").getFirst().wallet(),
                only(rows, "BOOKED").stream().map(Row::toBooked).toList(),
                Arrays.stream(By.values())
                        .map(by -> breakdown(by, only(rows, by.name())))
                        .toList());
    }

    private static List<Row> only(List<Row> rows, String part) {
        return rows.stream().filter(row -> row.part().equals(part)).toList();
    }

    private static Breakdown breakdown(By by, List<Row> rows) {
        return new Breakdown(
                by,
                rows.stream()
                        .filter(row -> row.id() != null)
                        .map(Row::toShare)
                        .sorted(DEAREST_FIRST)
                        .toList(),
                rows.stream()
                        .filter(row -> row.id() == null)
                        .findFirst()
                        .map(row -> new Rest(row.members(), row.calls(), row.wallet()))
                        .orElse(Rest.NONE));
    }

    /** A row as the function returns it. */
    private record Row(
            String part,
            @Nullable String id,
            String name,
            String label,
            boolean ofCalls,
            long members,
            long calls,
            Usd wallet,
            Usd receivable) {

        static Row of(Object[] row) {
            return new Row(
                    (String) row[0],
                    (String) row[1],
                    (String) row[2],
                    (String) row[3],
                    (boolean) row[4],
                    (long) row[5],
                    (long) row[6],
                    new Usd((long) row[7]),
                    new Usd((long) row[8]));
        }

        Booked toBooked() {
            return new Booked(Posting.Kind.valueOf(name), ofCalls, calls, wallet, receivable);
        }

        Share toShare() {
            return new Share(id == null ? "" : id, name, label, calls, wallet);
        }
    }
}
