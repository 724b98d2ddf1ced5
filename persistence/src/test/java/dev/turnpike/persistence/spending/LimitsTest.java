package dev.turnpike.persistence.spending;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.billing.keys.Caller;
import dev.turnpike.billing.limits.LimitPeriod;
import dev.turnpike.billing.limits.LimitScope;
import dev.turnpike.billing.limits.SpendingLimit;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.spending.Admission;
import dev.turnpike.billing.spending.Budget;
import dev.turnpike.billing.spending.Refusal.LimitReached;
import dev.turnpike.billing.spending.Reservation;
import dev.turnpike.persistence.Pool;
import dev.turnpike.persistence.TestDatabase;
import dev.turnpike.persistence.World;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Limits hold like a wallet: hard, for all servers together, and in the window of the database. */
class LimitsTest {

    private static final Usd TEN_CENTS = Usd.parse("0.10");
    private static final Usd DOLLAR = Usd.parse("1");
    private static final Usd FIVE_DOLLARS = Usd.parse("5");
    private static final int CALLS = 1_000;

    private static final List<Pool> POOLS =
            List.of(TestDatabase.shared().appPool(4), TestDatabase.shared().appPool(4));
    private static final List<SpendingNode> NODES =
            POOLS.stream().map(pool -> new SpendingNode(pool.dataSource())).toList();
    private static final SpendingNode NODE = NODES.getFirst();

    private final Caller rich = World.tenant(Usd.parse("1000"));
    private final UUID account = rich.account().value();

    @AfterAll
    static void disconnect() throws SQLException {
        for (Pool pool : POOLS) {
            pool.close();
        }
    }

    @ParameterizedTest
    @EnumSource(LimitPeriod.class)
    void admitsExactlyWhatALimitCoversHoweverManyAskAtOnce(LimitPeriod period) {
        Caller limited = bounded(rich, LimitScope.ACCOUNT, period, FIVE_DOLLARS);

        List<Admission> answers = reserveAtOnce(List.of(limited));

        assertThat(answers).filteredOn(Reservation.class::isInstance).hasSize(50);
        assertThat(answers).filteredOn(LimitReached.class::isInstance).hasSize(CALLS - 50);
        assertThat(World.spending(limited.limits().getFirst()))
                .containsExactly(Usd.ZERO, FIVE_DOLLARS);
    }

    @RepeatedTest(3)
    void keepsEveryLimitWhenAllOfThemBindAtOnce() {
        Caller laptop = everyLimit(World.key(rich.account(), null), "2");
        Caller server = everyLimit(World.key(rich.account(), null), "1.5");
        // The two keys share a member, a workspace and an account.
        SpendingLimit member = server.limits().get(1);

        List<Admission> answers = reserveAtOnce(List.of(laptop, server));

        List<Reservation> admitted = reservations(answers);
        assertThat(admitted).hasSize(30);
        admitted.forEach(call -> NODES.get(0).settle(call, TEN_CENTS));
        List.of(laptop, server)
                .forEach(
                        caller ->
                                assertThat(spent(caller.limits().getFirst()))
                                        .isLessThanOrEqualTo(caller.limits().getFirst().amount()));
        assertThat(spent(member)).isEqualTo(Usd.parse("3"));
        assertThat(World.discrepancies()).isEmpty();
    }

    @Test
    void chargesACallToEveryWindowThatItWasReservedIn() {
        Caller limited =
                bounded(
                        bounded(rich, LimitScope.KEY, LimitPeriod.DAY, FIVE_DOLLARS),
                        LimitScope.ACCOUNT,
                        LimitPeriod.MONTH,
                        FIVE_DOLLARS);

        NODE.settle(NODE.hold(limited, DOLLAR), TEN_CENTS);

        for (SpendingLimit limit : limited.limits()) {
            assertThat(World.spending(limit)).containsExactly(TEN_CENTS, Usd.parse("0.9"));
        }
        assertThat(World.spending(limited.key()).getFirst()).isEqualTo(TEN_CENTS);
    }

    @Test
    void leavesNothingSetAsideWhenAWiderLimitRefuses() {
        Caller limited =
                bounded(
                        bounded(rich, LimitScope.KEY, LimitPeriod.DAY, FIVE_DOLLARS),
                        LimitScope.WORKSPACE,
                        LimitPeriod.WEEK,
                        DOLLAR);

        Admission answer = NODE.reserve(limited, FIVE_DOLLARS);

        assertThat(answer)
                .isEqualTo(
                        new LimitReached(
                                limited.limits().get(1),
                                FIVE_DOLLARS,
                                DOLLAR,
                                LimitPeriod.WEEK.endOf(LimitPeriod.WEEK.startOf(Instant.now()))));
        NODE.hold(limited, DOLLAR);
    }

    /** What was settled is counted in whether it was posted or not, and by when it was settled. */
    @ParameterizedTest
    @CsvSource({"DAY, 1", "WEEK, 7", "MONTH, 31"})
    void beginsALimitWithWhatWasSettledInItsWindow(LimitPeriod period, int days) {
        NODE.settle(NODE.hold(rich, DOLLAR), DOLLAR);
        World.post();
        shiftLastUse(-days);
        Caller early = bounded(rich, LimitScope.MEMBER, period, FIVE_DOLLARS);
        Caller total = bounded(rich, LimitScope.MEMBER, LimitPeriod.TOTAL, FIVE_DOLLARS);
        shiftLastUse(days);
        NODE.settle(NODE.hold(rich, TEN_CENTS), TEN_CENTS);
        Caller late = bounded(rich, LimitScope.KEY, period, FIVE_DOLLARS);

        assertThat(spent(early.limits().getFirst())).isEqualTo(Usd.ZERO);
        assertThat(spent(total.limits().getFirst())).isEqualTo(DOLLAR);
        assertThat(spent(late.limits().getFirst())).isEqualTo(Usd.parse("1.1"));
        assertThat(NODE.reserve(late, Usd.parse("3.91"))).isInstanceOf(LimitReached.class);
        NODE.hold(late, Usd.parse("3.9"));
    }

    private void shiftLastUse(int days) {
        World.execute(
                "update key_spending set last_used_at = last_used_at + interval '%d days' where key_id = '%s'"
                        .formatted(days, rich.key()));
    }

    @Test
    void beginsEachDayWithANewWindow() {
        Caller limited = bounded(rich, LimitScope.KEY, LimitPeriod.DAY, DOLLAR);
        SpendingLimit limit = limited.limits().getFirst();
        Instant yesterday = yesterday();
        World.execute(
                """
                update spending_window
                set window_id = '%s', starts_at = '%s', spent_nanos = 1000000000, opening_nanos = 1000000000
                where limit_id = '%s'
                """
                        .formatted(window(limited, yesterday), yesterday, limit.id()));

        NODE.settle(NODE.hold(limited, DOLLAR), DOLLAR);

        assertThat(NODES.get(1).reserve(limited, new Usd(1))).isInstanceOf(LimitReached.class);
        assertThat(windows(limited)).isEqualTo(2);
        assertThat(spent(limit)).isEqualTo(Usd.parse("2"));
    }

    @ParameterizedTest
    @ValueSource(ints = {-2, 2})
    void spendsFromTheDatabasesWindowWhenAServersClockIsWrong(int hours) throws SQLException {
        Caller limited = bounded(rich, LimitScope.KEY, LimitPeriod.DAY, DOLLAR);
        try (Pool pool = TestDatabase.shared().appPool(2)) {
            // Wrong by hours beside a midnight is wrong by a day: the same as this at any hour.
            Duration wrong = Duration.ofHours(hours).plus(Duration.ofDays(Integer.signum(hours)));
            SpendingNode astray =
                    new SpendingNode(pool.dataSource(), () -> Instant.now().plus(wrong));

            astray.settle(astray.hold(limited, TEN_CENTS), TEN_CENTS);

            assertThat(NODE.reserve(limited, DOLLAR))
                    .isInstanceOfSatisfying(
                            LimitReached.class,
                            refusal -> assertThat(refusal.left()).isEqualTo(Usd.parse("0.9")));
            assertThat(astray.reserve(limited, DOLLAR)).isInstanceOf(LimitReached.class);
        }
        assertThat(windows(limited)).isEqualTo(1);
    }

    @Test
    void lendsNothingOfAnotherDayEvenIfItsWindowIsThere() throws SQLException {
        Caller limited = bounded(rich, LimitScope.KEY, LimitPeriod.DAY, DOLLAR);
        NODE.settle(NODE.hold(limited, DOLLAR), DOLLAR);
        Instant yesterday = yesterday();
        World.execute(
                "insert into spending_window (window_id, account_id, limit_id, starts_at)"
                        + " values ('%s', '%s', '%s', '%s')"
                                .formatted(
                                        window(limited, yesterday),
                                        account,
                                        limited.limits().getFirst().id(),
                                        yesterday));
        try (Pool pool = TestDatabase.shared().appPool(1)) {
            SpendingNode slow =
                    new SpendingNode(
                            pool.dataSource(), () -> Instant.now().minus(Duration.ofDays(1)));

            assertThat(slow.reserve(limited, TEN_CENTS)).isInstanceOf(LimitReached.class);
        }
    }

    @Test
    void isNotBoundByALimitThatWasRemoved() {
        Caller limited = bounded(rich, LimitScope.KEY, LimitPeriod.DAY, DOLLAR);
        Reservation before = NODE.hold(limited, DOLLAR);
        World.execute(
                "delete from spending_limit where limit_id = '%s'"
                        .formatted(limited.limits().getFirst().id()));

        Reservation after = NODE.hold(limited, FIVE_DOLLARS);

        NODE.settle(before, DOLLAR);
        NODE.settle(after, FIVE_DOLLARS);
        assertThat(World.balance(rich.account()).posted()).isEqualTo(Usd.parse("994"));
        assertThat(World.discrepancies()).isEmpty();
    }

    @Test
    void takesALowerLimitSeriouslyWhileMoreIsLent() {
        Caller limited = bounded(rich, LimitScope.KEY, LimitPeriod.DAY, FIVE_DOLLARS);
        NODE.settle(NODE.hold(limited, FIVE_DOLLARS), TEN_CENTS);

        Caller lower = bounded(rich, LimitScope.KEY, LimitPeriod.DAY, DOLLAR);
        NODE.leases.giveBack();

        assertThat(NODE.reserve(limited, DOLLAR))
                .isInstanceOfSatisfying(
                        LimitReached.class,
                        refusal -> {
                            assertThat(refusal.limit().amount()).isEqualTo(DOLLAR);
                            assertThat(refusal.left()).isEqualTo(Usd.parse("0.9"));
                        });
        assertThat(lower.limits().getFirst().amount()).isEqualTo(DOLLAR);
    }

    @Test
    void namesAWindowAsTheDatabaseDoes() {
        for (LimitPeriod period : LimitPeriod.values()) {
            Caller limited = bounded(rich, LimitScope.ACCOUNT, period, DOLLAR);
            NODE.hold(limited, Usd.ZERO);
            assertThat(windows(limited)).isEqualTo(1);
        }
        assertThat(
                        World.texts(
                                "select window_id from spending_window where account_id = '%s'"
                                                .formatted(account)
                                        + " and window_id <> window_of(limit_id, starts_at)"))
                .isEmpty();
    }

    private static Instant yesterday() {
        return LimitPeriod.DAY.startOf(Instant.now()).minus(Duration.ofDays(1));
    }

    private static UUID window(Caller limited, Instant start) {
        return new Budget.Window(limited.account(), limited.limits().getFirst().id(), start).id();
    }

    private static long windows(Caller limited) {
        return World.numbers(
                        "select count(*) from spending_window where limit_id = '%s'"
                                .formatted(limited.limits().getFirst().id()))
                .getFirst();
    }

    private Caller everyLimit(Caller caller, String ofKey) {
        Caller bound = bounded(caller, LimitScope.KEY, LimitPeriod.DAY, Usd.parse(ofKey));
        bound = bounded(bound, LimitScope.MEMBER, LimitPeriod.WEEK, Usd.parse("3"));
        bound = bounded(bound, LimitScope.WORKSPACE, LimitPeriod.MONTH, Usd.parse("3.05"));
        return bounded(bound, LimitScope.ACCOUNT, LimitPeriod.TOTAL, Usd.parse("3.10"));
    }

    private static Caller bounded(Caller caller, LimitScope scope, LimitPeriod period, Usd most) {
        UUID id = scope == LimitScope.KEY ? caller.key().value() : caller.account().value();
        return World.limited(caller, scope, id, period, most);
    }

    private static Usd spent(SpendingLimit limit) {
        return World.spending(limit).getFirst();
    }

    private static List<Reservation> reservations(List<Admission> answers) {
        return answers.stream()
                .filter(Reservation.class::isInstance)
                .map(Reservation.class::cast)
                .toList();
    }

    /** A thousand holds of ten cents, on two servers, by these callers in turn. */
    private static List<Admission> reserveAtOnce(List<Caller> callers) {
        List<Future<Admission>> answers = new ArrayList<>();
        try (var _ = new GivingBack(NODES);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < CALLS; i++) {
                SpendingNode node = NODES.get(i % NODES.size());
                Caller caller = callers.get(i / NODES.size() % callers.size());
                answers.add(threads.submit(() -> node.reserve(caller, TEN_CENTS)));
            }
        }
        return answers.stream().map(Future::resultNow).toList();
    }
}
