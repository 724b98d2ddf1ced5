package dev.turnpike.persistence.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.ledger.Posting.Kind;
import dev.turnpike.billing.ledger.Statement;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.persistence.TestDatabase;
import dev.turnpike.persistence.World;
import dev.turnpike.persistence.tenancy.TenantScope;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Statements of random journals agree with exact arithmetic, wherever the checkpoint stands. */
class StatementLawsTest {

    private static final int JOURNALS = 60;
    private static final int MAX_ROWS = 30;
    private static final Duration SPAN = Duration.ofDays(100);

    /** Replayed by {@code -Dturnpike.seed=…}; without it each run tries new ones. */
    private static final long SEED = Long.getLong("turnpike.seed", System.nanoTime());

    private static final String INSERT =
            """
            insert into journal_transaction (
                account_id, kind, reference, occurred_at,
                wallet_nanos, receivable_nanos, revenue_nanos)
            values (:account, :kind, :cause, :at, :wallet, :receivable, -:wallet - :receivable)
            """;
    private static final String INSERT_CALL =
            """
            insert into generation (
                generation_id, account_id, key_id, created_at, settled_at, model, streamed, status,
                attempt_models, attempt_providers, attempt_statuses, attempt_millis,
                attempt_errors, price_version_id, cost_nanos, provider_cost_nanos)
            values (cast(:cause as uuid), :account, :account, :at, :at, 'm', true, 'COMPLETED',
                '{}', '{}', '{}', '{}', '{}', 1, -:wallet, 0)
            """;

    private record Row(Kind kind, Instant at, BigInteger wallet, BigInteger receivable) {}

    @Test
    void agreeWithExactArithmetic() {
        for (int i = 0; i < JOURNALS; i++) {
            long seed = SEED + i;
            assertThatThrownBy(
                            () ->
                                    TestDatabase.shared()
                                            .inTransaction(tenants -> tryOne(tenants, seed)))
                    .as("-Dturnpike.seed=%d", seed)
                    .isInstanceOf(GivenUp.class);
        }
    }

    /** Ends a transaction that must leave nothing behind. */
    private static final class GivenUp extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** The journal lies in the days to come, so that the checkpoint can be led into it. */
    private static Void tryOne(TenantScope tenants, long seed) {
        var random = new Random(seed);
        AccountId account = World.tenant(Usd.ZERO).account();
        Instant start = Instant.now().truncatedTo(ChronoUnit.SECONDS).plus(Duration.ofDays(1));
        List<Row> rows = new ArrayList<>();
        for (int i = random.nextInt(MAX_ROWS); i >= 0; i--) {
            rows.add(write(tenants, account, start, random));
        }
        check(tenants, account, rows, start, random);
        advance(tenants, moment(start, random));
        check(tenants, account, rows, start, random);
        check(tenants, account, rows, start, random);
        throw new GivenUp();
    }

    private static Row write(TenantScope tenants, AccountId account, Instant start, Random random) {
        Kind[] kinds = Kind.values();
        Kind kind = kinds[random.nextInt(kinds.length)];
        boolean isCall = kind == Kind.USAGE;
        var row =
                new Row(
                        kind,
                        moment(start, random),
                        BigInteger.valueOf(random.nextLong(-1_000_000, isCall ? 0 : 1_000_000)),
                        BigInteger.valueOf(isCall ? 0 : random.nextLong(-1_000, 1_000)));
        EntityManager database = tenants.of(account);
        Query insert =
                database.createNativeQuery(isCall ? INSERT_CALL : INSERT)
                        .setParameter("account", account.value())
                        .setParameter("cause", UUID.randomUUID().toString())
                        .setParameter("at", row.at())
                        .setParameter("wallet", row.wallet().longValueExact());
        if (isCall) {
            database.createNativeQuery("set local role turnpike_across").executeUpdate();
            insert.executeUpdate();
            database.createNativeQuery("set local role none").executeUpdate();
        } else {
            insert.setParameter("kind", kind.name())
                    .setParameter("receivable", row.receivable().longValueExact())
                    .executeUpdate();
        }
        return row;
    }

    private static void check(
            TenantScope tenants, AccountId account, List<Row> rows, Instant start, Random random) {
        Instant one = random.nextBoolean() ? moment(start, random) : any(rows, random).at();
        Instant other = moment(start, random);
        Instant from = one.isBefore(other) ? one : other;
        Instant to = one.isBefore(other) ? other : one;
        var ledger = new JpaLedger(tenants);

        Statement statement = ledger.statement(account, from, to);

        Predicate<Row> within = row -> !row.at().isBefore(from) && row.at().isBefore(to);
        assertThat(nanos(statement.opening()))
                .isEqualTo(sum(rows, row -> row.at().isBefore(from), Row::wallet));
        assertThat(nanos(statement.closing()))
                .isEqualTo(sum(rows, row -> row.at().isBefore(to), Row::wallet));
        assertThat(ledger.balanceAt(account, to)).isEqualTo(statement.closing());
        for (Kind kind : Kind.values()) {
            Predicate<Row> these = within.and(row -> row.kind() == kind);
            assertThat(statement.count(kind)).isEqualTo(rows.stream().filter(these).count());
            assertThat(nanos(statement.worth(kind)))
                    .isEqualTo(
                            sum(rows, these, Row::wallet).add(sum(rows, these, Row::receivable)));
        }
    }

    private static Row any(List<Row> rows, Random random) {
        return rows.get(random.nextInt(rows.size()));
    }

    private static Instant moment(Instant start, Random random) {
        return start.plusSeconds(random.nextLong(SPAN.toSeconds()));
    }

    private static BigInteger sum(
            List<Row> rows, Predicate<Row> which, Function<Row, BigInteger> amount) {
        return rows.stream().filter(which).map(amount).reduce(BigInteger.ZERO, BigInteger::add);
    }

    private static BigInteger nanos(Usd amount) {
        return BigInteger.valueOf(amount.nanos());
    }

    /** Leads the checkpoint to a moment, however far from now. */
    private static void advance(TenantScope tenants, Instant moment) {
        Object moved =
                tenants.acrossAccounts()
                        .createNativeQuery("select advance_checkpoint(:age, 0)")
                        .setParameter("age", Duration.between(moment, Instant.now()).toMillis())
                        .getSingleResult();
        assertThat(moved).isEqualTo(true);
    }
}
