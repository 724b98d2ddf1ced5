package dev.turnpike.persistence.statements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.ledger.Ledger;
import dev.turnpike.billing.ledger.Posting.Kind;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.statements.Breakdown;
import dev.turnpike.billing.statements.Breakdown.Share;
import dev.turnpike.billing.statements.MonthlyStatement;
import dev.turnpike.billing.statements.MonthlyStatement.Item;
import dev.turnpike.persistence.TestDatabase;
import dev.turnpike.persistence.World;
import dev.turnpike.persistence.ledger.Ledgers;
import dev.turnpike.persistence.statements.StatementWorld.Row;
import dev.turnpike.persistence.tenancy.TenantScope;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Statements of random journals agree with the ledger and with exact arithmetic. */
class MonthlyStatementLawsTest {

    private static final int JOURNALS = 40;
    private static final int MAX_ROWS = 60;
    private static final Duration SPAN = Duration.ofDays(100);

    /** Replayed by {@code -Dturnpike.seed=…}; without it each run tries new ones. */
    private static final long SEED = Long.getLong("turnpike.seed", System.nanoTime());

    @Test
    void agreeWithTheLedgerToTheNanoDollar() {
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

    private static Void tryOne(TenantScope tenants, long seed) {
        var random = new Random(seed);
        AccountId account = World.tenant(Usd.ZERO).account();
        var world = new StatementWorld(tenants, account, random);
        Instant start = Instant.now().truncatedTo(ChronoUnit.SECONDS).plus(Duration.ofDays(1));
        for (int i = random.nextInt(MAX_ROWS); i >= 0; i--) {
            world.write(moment(start, random));
        }
        List<Instant> cuts =
                List.of(moment(start, random), moment(start, random), moment(start, random))
                        .stream()
                        .sorted()
                        .toList();
        if (random.nextBoolean()) {
            moveCheckpoint(tenants, moment(start, random));
        }
        var statements = new JpaMonthlyStatements(tenants);
        int shares = 1 + random.nextInt(6);

        MonthlyStatement first = statements.get(account, cuts.get(0), cuts.get(1), shares);
        MonthlyStatement second = statements.get(account, cuts.get(1), cuts.get(2), shares);

        assertThat(second.opening()).isEqualTo(first.closing());
        check(first, world.rows, Ledgers.of(tenants), account);
        check(second, world.rows, Ledgers.of(tenants), account);
        throw new GivenUp();
    }

    private static void check(
            MonthlyStatement statement, List<Row> all, Ledger ledger, AccountId account) {
        Instant from = statement.from();
        Instant to = statement.to();
        List<Row> rows =
                all.stream().filter(it -> !it.at().isBefore(from) && it.at().isBefore(to)).toList();

        assertThat(statement.opening()).isEqualTo(ledger.balanceAt(account, from));
        assertThat(statement.closing()).isEqualTo(ledger.balanceAt(account, to));
        assertThat(nanos(statement.amount(Item.PURCHASES))).isEqualTo(worth(rows, Kind.PURCHASE));
        assertThat(nanos(statement.amount(Item.PROMOTIONS))).isEqualTo(worth(rows, Kind.PROMOTION));
        assertThat(nanos(statement.amount(Item.EXPIRED)))
                .isEqualTo(worth(rows, Kind.PROMOTION_EXPIRED));
        assertThat(nanos(statement.amount(Item.USAGE))).isEqualTo(worth(rows, Kind.USAGE));
        assertThat(nanos(statement.amount(Item.REFUNDED_USAGE)))
                .isEqualTo(worth(rows, row -> row.kind() == Kind.REVERSAL && row.ofCall()));
        assertThat(nanos(statement.amount(Item.REVERSED_CREDIT)))
                .isEqualTo(worth(rows, row -> row.kind() == Kind.REVERSAL && !row.ofCall()));
        assertThat(nanos(statement.amount(Item.OWED)))
                .isEqualTo(
                        wallet(rows, row -> row.kind() == Kind.RECEIVABLE_DUE)
                                .subtract(receivable(rows, Kind.REFUND))
                                .subtract(receivable(rows, Kind.DISPUTE)));
        assertThat(nanos(statement.amount(Item.REFUNDED_PAYMENTS)))
                .isEqualTo(
                        worth(
                                rows,
                                row ->
                                        row.kind() == Kind.REFUND
                                                || row.kind() == Kind.REFUND_FAILED
                                                || row.kind() == Kind.REFUND_ASKED
                                                || row.kind() == Kind.REFUND_DROPPED));
        for (Breakdown breakdown : statement.usage()) {
            checkUsage(breakdown, rows.stream().filter(it -> it.kind() == Kind.USAGE).toList());
            assertThat(breakdown.total()).isEqualTo(statement.amount(Item.USAGE).negate());
        }
    }

    private static void checkUsage(Breakdown breakdown, List<Row> calls) {
        Function<Row, String> by =
                switch (breakdown.by()) {
                    case MODEL -> Row::model;
                    case KEY -> Row::key;
                    case WORKSPACE -> Row::workspace;
                };
        Map<String, List<Row>> expected = calls.stream().collect(Collectors.groupingBy(by));

        assertThat(breakdown.shares().size() + breakdown.rest().members())
                .isEqualTo(expected.size());
        assertThat(breakdown.shares())
                .allSatisfy(
                        share -> {
                            List<Row> own = expected.getOrDefault(share.id(), List.of());
                            assertThat(share.calls()).isEqualTo(own.size());
                            assertThat(nanos(share.cost())).isEqualTo(cost(own));
                            assertThat(share.name()).isNotEmpty();
                        })
                .isSortedAccordingTo((one, other) -> other.cost().compareTo(one.cost()));
        assertThat(
                        breakdown.shares().stream().mapToLong(Share::calls).sum()
                                + breakdown.rest().calls())
                .isEqualTo(calls.size());
    }

    private static BigInteger cost(List<Row> calls) {
        return wallet(calls, _ -> true).negate();
    }

    private static BigInteger wallet(List<Row> rows, Predicate<Row> which) {
        return rows.stream()
                .filter(which)
                .map(Row::wallet)
                .reduce(BigInteger.ZERO, BigInteger::add);
    }

    private static BigInteger receivable(List<Row> rows, Kind kind) {
        return rows.stream()
                .filter(row -> row.kind() == kind)
                .map(Row::receivable)
                .reduce(BigInteger.ZERO, BigInteger::add);
    }

    private static BigInteger worth(List<Row> rows, Kind kind) {
        return worth(rows, row -> row.kind() == kind);
    }

    private static BigInteger worth(List<Row> rows, Predicate<Row> which) {
        return rows.stream()
                .filter(which)
                .map(row -> row.wallet().add(row.receivable()))
                .reduce(BigInteger.ZERO, BigInteger::add);
    }

    private static BigInteger nanos(Usd amount) {
        return BigInteger.valueOf(amount.nanos());
    }

    /** Wherever it stands, months that ended before it among them, the balances are the same. */
    private static void moveCheckpoint(TenantScope tenants, Instant moment) {
        tenants.acrossAccounts()
                .createNativeQuery("select advance_checkpoint(:age, 0)")
                .setParameter("age", Duration.between(moment, Instant.now()).toMillis())
                .getSingleResult();
    }

    private static Instant moment(Instant start, Random random) {
        return start.plusSeconds(random.nextLong(SPAN.toSeconds()));
    }
}
