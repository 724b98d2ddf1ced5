package dev.turnpike.persistence.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.keys.Caller;
import dev.turnpike.billing.limits.LimitPeriod;
import dev.turnpike.billing.limits.LimitScope;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.spending.Reservation;
import dev.turnpike.persistence.Pool;
import dev.turnpike.persistence.TestDatabase;
import dev.turnpike.persistence.World;
import dev.turnpike.persistence.fast.FastDatabase;
import dev.turnpike.persistence.spending.SpendingNode;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An error of one nano-dollar anywhere is found within a minute. */
class LedgerAuditTest {

    private static final JdbcLedgerAudit AUDIT =
            new JdbcLedgerAudit(new FastDatabase(TestDatabase.shared().app()));
    private static final Pool POOL = TestDatabase.shared().appPool(2);

    /** Each names the account by %1$s and moves something by %2$s. */
    private static final String POSTED =
            "update wallet set posted_nanos = posted_nanos + %2$s where account_id = '%1$s'";

    private static final String RECEIVABLE =
            "update wallet set receivable_nanos = receivable_nanos + %2$s"
                    + " where account_id = '%1$s'";

    private static final String HELD =
            "update wallet set held_nanos = held_nanos + %2$s where account_id = '%1$s'";

    private static final String HELD_OF_LIMIT =
            "update spending_window set held_nanos = held_nanos + %2$s where account_id = '%1$s'";

    private static final String SPENT =
            "update key_spending set spent_nanos = spent_nanos + %2$s where account_id = '%1$s'";

    private static final String SPENT_OF_LIMIT =
            "update spending_window set spent_nanos = spent_nanos + %2$s where account_id = '%1$s'";

    private static final String LOT =
            "update lot set remaining_nanos = remaining_nanos + %2$s where account_id = '%1$s'";

    private static final String SIZE_OF_LOT =
            """
            update lot set amount_nanos = amount_nanos + %2$s, remaining_nanos = remaining_nanos + %2$s
            where account_id = '%1$s'
            """;

    private static final String CHARGE =
            """
            alter table generation disable trigger immutable;
            update generation set cost_nanos = cost_nanos + %2$s where account_id = '%1$s';
            alter table generation enable trigger immutable;
            """;

    private final SpendingNode node = new SpendingNode(POOL.dataSource());
    private final Caller caller = World.tenant(Usd.ZERO);
    private final AccountId acme = caller.account();

    @BeforeEach
    void spendSomething() {
        World.topUp(acme, new Usd(100));
        Caller limited =
                World.limited(
                        caller, LimitScope.ACCOUNT, acme.value(), LimitPeriod.TOTAL, new Usd(100));
        node.settle(node.hold(limited, new Usd(20)), new Usd(20));
        World.execute("select draw_lots('%s')".formatted(acme));
    }

    @AfterEach
    void isCleanAgain() {
        assertThat(AUDIT.listDiscrepancies()).isEmpty();
        assertThat(AUDIT.listAllDiscrepancies()).isEmpty();
    }

    @AfterAll
    static void disconnect() throws SQLException {
        POOL.close();
    }

    static List<Arguments> errors() {
        return List.of(
                error(POSTED, "shows 81 posted"),
                error(RECEIVABLE, "1 receivable"),
                error(HELD, "1 held, its leases sum to 0"),
                error(HELD_OF_LIMIT, "1 held, its leases sum to 0"),
                error(SPENT, "shows 21 spent, its generations cost 20"),
                error(SPENT_OF_LIMIT, "shows 21 spent, before it and by its generations it was 20"),
                error(LOT, "shows 81 left of 100, its movements sum to -20"),
                error(SIZE_OF_LOT, "moves the wallet by 100, lots by 101"),
                error(CHARGE, "shows 80 posted and 0 receivable, its entries sum to 79 and 0"),
                error(CHARGE, "shows 20 spent, its generations cost 21"));
    }

    private static Arguments error(String nudge, String says) {
        return Arguments.of(nudge, says);
    }

    @ParameterizedTest
    @MethodSource("errors")
    void findsAnErrorOfOneNano(String nudge, String says) {
        World.execute(nudge.formatted(acme, "1"));
        List<String> soon = AUDIT.listDiscrepancies();
        List<String> atNight = AUDIT.listAllDiscrepancies();
        World.execute(nudge.formatted(acme, "(-1)"));

        assertThat(soon).anySatisfy(it -> assertThat(it).contains(says));
        assertThat(atNight)
                .filteredOn(it -> !it.contains("day, week and month"))
                .containsExactlyInAnyOrderElementsOf(soon);
    }

    /** What is older than the checkpoint is known to the minute by its sums alone. */
    @ParameterizedTest
    @CsvSource({
        "posted_nanos, wallet, shows 81 posted",
        "spent_nanos, key_spending, shows 21 spent",
        "spent_nanos, spending_window, shows 21 spent",
        "spent_nanos, account_spend, 'shows 21 spent in 30 days, its days sum to 20'",
        "spent_nanos, spend_day, 'shows 20 spent in 30 days, its days sum to 21'",
        "remaining_nanos, lot, shows 81 left"
    })
    void findsAnErrorBehindTheCheckpoint(String column, String table, String says) {
        AUDIT.advance(Duration.ZERO, Duration.ZERO);
        String nudge = "update %s set %s = %s + %s where account_id = '%s'";

        World.execute(nudge.formatted(table, column, column, "1", acme));
        List<String> found = AUDIT.listDiscrepancies();
        World.execute(nudge.formatted(table, column, column, "(-1)", acme));

        assertThat(found).anySatisfy(it -> assertThat(it).contains(says));
    }

    @Test
    void staysCleanAsTheCheckpointMoves() {
        for (int i = 0; i < 3; i++) {
            assertThat(AUDIT.advance(Duration.ZERO, Duration.ZERO)).isTrue();
            node.settle(node.hold(caller, new Usd(9)), new Usd(9));
            World.topUp(acme, new Usd(7));
            assertThat(AUDIT.listDiscrepancies()).isEmpty();
        }
    }

    /** 100 were paid, and 20 spent. */
    @Test
    void findsAWrongEndOfAMonthAtNight() {
        World.execute(
                """
                insert into month_checkpoint
                values ('%s', date_trunc('month', now(), 'UTC') + interval '40 days', 81)
                """
                        .formatted(acme));
        List<String> atNight = AUDIT.listAllDiscrepancies();
        World.execute("update month_checkpoint set posted_nanos = 80 where posted_nanos = 81");
        List<String> right = AUDIT.listAllDiscrepancies();
        World.execute("delete from month_checkpoint where account_id = '%s'".formatted(acme));

        assertThat(atNight)
                .singleElement()
                .asString()
                .contains("says 81 posted, its entries until then sum to 80");
        assertThat(right).isEmpty();
    }

    @Test
    void movesTheCheckpointInSteps() {
        AUDIT.advance(Duration.ZERO, Duration.ZERO);

        assertThat(AUDIT.advance(Duration.ZERO, Duration.ofMinutes(1))).isFalse();
        assertThat(AUDIT.advance(Duration.ofMinutes(1), Duration.ZERO)).isFalse();
    }

    /** Wrong in the same way on both sides, so that only all of the books can tell. */
    @ParameterizedTest
    @CsvSource({"key_spending, key", "spending_window, window"})
    void findsAWrongCheckpointAtNight(String table, String what) {
        AUDIT.advance(Duration.ZERO, Duration.ZERO);
        String nudges =
                """
                update %1$s set spent_nanos = spent_nanos + %4$s where account_id = '%3$s';
                update %2$s_checkpoint set spent_nanos = spent_nanos + %4$s where account_id = '%3$s';
                """;

        World.execute(nudges.formatted(table, what, acme, "1"));
        List<String> soon = AUDIT.listDiscrepancies();
        List<String> atNight = AUDIT.listAllDiscrepancies();
        World.execute(nudges.formatted(table, what, acme, "(-1)"));

        assertThat(soon).isEmpty();
        assertThat(atNight)
                .hasSize(2)
                .anySatisfy(it -> assertThat(it).contains("The checkpoint of " + what));
    }

    @Test
    void findsAWrongDayOfSpendAtNight() {
        AUDIT.advance(Duration.ZERO, Duration.ZERO);

        assertThat(nightAfterSpendChangedBy("1"))
                .singleElement()
                .asString()
                .contains("shows 21 spent on", "its calls until the checkpoint cost 20");
    }

    /** A reversal that was not taken off, and one that was taken off and is not there. */
    @Test
    void findsReversalsThatAreMissingInADayOfSpendAtNight() {
        AUDIT.advance(Duration.ZERO, Duration.ZERO);
        Usd cost = new Usd(7);
        var call = node.settle(node.hold(caller, cost), cost);
        World.post(acme);
        World.texts(
                "select outcome from reverse_charge(?, ?, 'a test')",
                acme.value(),
                call.id().value());
        AUDIT.advance(Duration.ZERO, Duration.ZERO);
        assertThat(AUDIT.listAllDiscrepancies()).isEmpty();

        List<String> forgotten = nightAfterSpendChangedBy("7");
        List<String> takenOffTwice = nightAfterSpendChangedBy("(-7)");

        assertThat(forgotten).singleElement().asString().contains("shows 27", "cost 20");
        assertThat(takenOffTwice).singleElement().asString().contains("shows 13", "cost 20");
    }

    @Test
    void findsADayOfSpendThatShouldBeForgottenAtNight() {
        AUDIT.advance(Duration.ZERO, Duration.ZERO);

        World.execute(
                """
                insert into spend_day
                select '%s', (moment at time zone 'UTC')::date - 30, 5 from checkpoint
                """
                        .formatted(acme));
        List<String> soon = AUDIT.listDiscrepancies();
        List<String> atNight = AUDIT.listAllDiscrepancies();
        AUDIT.advance(Duration.ZERO, Duration.ZERO);

        assertThat(soon).isEmpty();
        assertThat(atNight).singleElement().asString().contains("shows 5 spent on", "cost 0");
    }

    /** What accounts spent stays what it was until all of it is added up again. */
    @Test
    void letsTheCheckpointBeginAnew() {
        AUDIT.advance(Duration.ZERO, Duration.ZERO);

        World.execute(
                """
                begin;
                update checkpoint set moment = 'epoch';
                update wallet_checkpoint set posted_nanos = 0, receivable_nanos = 0;
                update key_checkpoint set spent_nanos = 0;
                update window_checkpoint set spent_nanos = 0;
                delete from month_checkpoint;
                delete from spend_day;
                commit
                """);

        assertThat(AUDIT.listDiscrepancies()).isEmpty();
        AUDIT.advance(Duration.ZERO, Duration.ZERO);
        assertThat(
                        World.numbers(
                                "select spent_nanos from account_spend where account_id = ?",
                                acme.value()))
                .containsExactly(20L);
    }

    /** In the day and in the sum of days, so that the check of the minute sees nothing. */
    private List<String> nightAfterSpendChangedBy(String nanos) {
        String nudges =
                """
                update spend_day set spent_nanos = spent_nanos + %2$s where account_id = '%1$s';
                update account_spend set spent_nanos = spent_nanos + %2$s where account_id = '%1$s';
                """;
        World.execute(nudges.formatted(acme, nanos));
        assertThat(AUDIT.listDiscrepancies()).isEmpty();
        List<String> atNight = AUDIT.listAllDiscrepancies();
        World.execute(nudges.formatted(acme, "(-%s)".formatted(nanos)));
        return atNight;
    }

    @ParameterizedTest
    @ValueSource(strings = {"day_nanos", "week_nanos", "month_nanos"})
    void findsAWrongSumOfAKeysLastDaysAtNight(String column) {
        String nudge = "update key_spending set %1$s = %1$s + %2$s where account_id = '%3$s'";

        World.execute(nudge.formatted(column, "1", acme));
        List<String> atNight = AUDIT.listAllDiscrepancies();
        World.execute(nudge.formatted(column, "(-1)", acme));

        assertThat(atNight).singleElement().asString().contains("day, week and month");
    }

    @Test
    void findsALeaseThatOutlivesItsNode() {
        Reservation running = node.hold(caller, new Usd(5));
        node.fallSilent();
        World.execute(
                "update node set alive_until = now() - interval '30 seconds'"
                        + " where alive_until = '-infinity'");
        assertThat(AUDIT.listDiscrepancies()).isEmpty();

        World.execute(
                "update node set alive_until = now() - interval '90 seconds'"
                        + " where node_id in (select node_id from lease where account_id = '%s')"
                                .formatted(acme));
        List<String> dead = AUDIT.listDiscrepancies();
        World.execute(
                """
                delete from node where node_id in (select node_id from lease where account_id = '%1$s')
                """
                        .formatted(acme));
        List<String> departed = AUDIT.listDiscrepancies();
        World.execute("update departed_node set departed_at = now() - interval '90 seconds'");
        List<String> longDeparted = AUDIT.listDiscrepancies();
        node.leases.expire();
        node.release(running);

        // Of the wallet, and of the limit of the call before.
        assertThat(dead).hasSize(2).allSatisfy(it -> assertThat(it).contains("outlived its node"));
        assertThat(dead).filteredOn(it -> it.contains(acme.toString())).hasSize(1);
        assertThat(departed).isEmpty();
        assertThat(longDeparted).isEqualTo(dead);
    }

    @Test
    void letsOneServerCheckEverythingEachNight() {
        World.execute("update checkpoint set fully_checked_at = now() - interval '25 hours'");

        assertThat(AUDIT.claimFullCheck()).isTrue();
        assertThat(AUDIT.claimFullCheck()).isFalse();
    }
}
