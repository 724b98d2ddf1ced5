package dev.turnpike.persistence.spending;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.billing.keys.Caller;
import dev.turnpike.billing.limits.SpendingLimit;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.spending.Budget;
import dev.turnpike.billing.spending.SettlementBook.Settlement;
import dev.turnpike.billing.usage.Generation;
import dev.turnpike.persistence.Pool;
import dev.turnpike.persistence.TestDatabase;
import dev.turnpike.persistence.World;
import dev.turnpike.persistence.fast.FastDatabase;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What calls that were settled do to wallets, windows and keys, a moment later. */
class SettlementPostingTest {

    private static final Pool POOL = TestDatabase.shared().appPool(2);
    private static final FastDatabase DATABASE = new FastDatabase(POOL.dataSource());
    private static final JdbcSettlementBook BOOK = new JdbcSettlementBook(DATABASE);
    private static final JdbcSettlementPosting POSTING = new JdbcSettlementPosting(DATABASE);
    private static final Usd DOLLAR = TenDollarsLent.DOLLAR;

    private final TenDollarsLent lent = new TenDollarsLent(new JdbcLeaseBook(DATABASE));
    private final Caller caller = lent.caller();
    private final Caller limited = lent.limited();

    @AfterAll
    static void disconnect() throws SQLException {
        POOL.close();
    }

    @Test
    void postsABatchOnceAndCountsItInBefore() {
        BOOK.settle(List.of(lent.ended(caller, DOLLAR), lent.ended(limited, DOLLAR)));

        assertThat(World.discrepancies()).isEmpty();
        assertThat(lent.balance()).isEqualTo(TenDollarsLent.balance("10", "8", "0"));
        assertThat(posted()).isEqualTo(List.of(12_000_000_000L, 10_000_000_000L));
        int part = JdbcSettlementPosting.shardOf(caller.account().value());
        assertThat(POSTING.post(part)).isPositive();
        assertThat(POSTING.post(part)).isZero();
        assertThat(posted()).isEqualTo(List.of(10_000_000_000L, 8_000_000_000L));
        assertThat(lent.balance()).isEqualTo(TenDollarsLent.balance("10", "8", "0"));
        assertThat(World.discrepancies()).isEmpty();
    }

    @Test
    void sumsUpTheDayTheWeekAndTheMonthOfAKeysLastUse() {
        World.post();
        settleAt("2029-12-30T12:00:00Z", 1);
        assertThat(spentLately()).containsExactly(1L, 1L, 1L);

        // A Monday, and the last moment of its month.
        settleAt("2029-12-31T23:59:59.999999Z", 2);
        assertThat(spentLately()).containsExactly(2L, 2L, 3L);

        settleAt("2030-01-01T00:00:00Z", 4);
        assertThat(spentLately()).containsExactly(4L, 6L, 4L);

        // Late, as a server may be that had lost its way to the database.
        settleAt("2029-12-31T12:00:00Z", 8);
        assertThat(spentLately()).containsExactly(4L, 14L, 4L);
        settleAt("2029-12-30T12:00:00Z", 16);
        assertThat(spentLately()).containsExactly(4L, 14L, 4L);
        assertThat(World.discrepancies()).isEmpty();
    }

    @Test
    void postsCallsOfTwoDaysTogether() {
        World.post();
        settle("2029-12-31T23:59:59.999999Z", 2);
        settle("2030-01-01T00:00:00Z", 4);

        assertThat(spentLately()).containsExactly(4L, 6L, 4L);
        assertThat(World.discrepancies()).isEmpty();
    }

    @Test
    void tellsOfABatchThatNobodyPosts() {
        BOOK.settle(List.of(lent.ended(caller, DOLLAR), lent.ended(limited, DOLLAR)));
        World.execute("update settlement_batch set settled_at = settled_at - interval '2 minutes'");

        List<String> discrepancies = World.discrepancies();
        World.post();

        assertThat(discrepancies).isNotEmpty().allMatch(it -> it.contains("is not posted yet"));
        assertThat(World.discrepancies()).isEmpty();
    }

    @Test
    void chargesTheWindowThatACallWasReservedInHoweverLateItEnds() {
        SpendingLimit limit = limited.limits().getFirst();
        var yesterday =
                new Budget.Window(
                        limited.account(), limit.id(), Instant.parse("2026-03-01T00:00:00Z"));
        World.execute(
                """
                insert into spending_window values ('%1$s', '%2$s', '%3$s', '%4$s', 0, 1000000000);
                insert into lease values ('%1$s', '%5$s', '%2$s', 1000000000);
                """
                        .formatted(
                                yesterday.id(),
                                limited.account(),
                                limit.id(),
                                yesterday.start(),
                                lent.node().value()));
        Generation call = TenDollarsLent.generation(limited, Usd.parse("0.25"));

        BOOK.settle(List.of(new Settlement(lent.node(), DOLLAR, List.of(yesterday), call)));

        assertThat(
                        World.numbers(
                                "select spent_nanos, held_nanos from spending_window where window_id = '%s'"
                                        .formatted(yesterday.id())))
                .containsExactly(250_000_000L, 750_000_000L);
        assertThat(World.spending(limit)).containsExactly(Usd.parse("0.25"), Usd.parse("10.75"));
        assertThat(World.discrepancies()).isEmpty();
    }

    /** Two calls of the limited key that together cost so many nano-dollars; posted. */
    private void settleAt(String moment, long nanos) {
        settle(moment, nanos);
        World.post();
    }

    /** The same, not posted. No clock of a test can be led so far, so the rows are. */
    private void settle(String moment, long nanos) {
        List<Settlement> calls =
                List.of(lent.ended(limited, Usd.ZERO), lent.ended(limited, new Usd(nanos)));
        BOOK.settle(calls);
        World.execute(
                """
                begin;
                set local session_replication_role = replica;
                update settlement_batch set settled_at = '%1$s' where settled_at < '2029-01-01';
                update generation set settled_at = '%1$s' where generation_id in ('%2$s', '%3$s');
                commit;
                """
                        .formatted(
                                moment,
                                calls.get(0).generation().id().value(),
                                calls.get(1).generation().id().value()));
    }

    private List<Long> spentLately() {
        World.post();
        return World.numbers(
                "select day_nanos, week_nanos, month_nanos from key_spending where key_id = '%s'"
                        .formatted(limited.key()));
    }

    /** The wallet itself, without what is settled and not posted. */
    private List<Long> posted() {
        return World.numbers(
                "select posted_nanos, held_nanos from wallet where account_id = '%s'"
                        .formatted(caller.account()));
    }
}
