package dev.turnpike.persistence.spending;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.billing.keys.Caller;
import dev.turnpike.billing.limits.LimitPeriod;
import dev.turnpike.billing.limits.LimitScope;
import dev.turnpike.billing.limits.SpendingLimit;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.spending.Refusal.LimitReached;
import dev.turnpike.persistence.Pool;
import dev.turnpike.persistence.TestDatabase;
import dev.turnpike.persistence.World;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers whose clocks are wrong spend by the database's clock, and freeze nothing by theirs. */
class ClocksTest {

    private static final Pool POOL = TestDatabase.shared().appPool(4);
    private static final Usd DOLLAR = Usd.parse("1");
    private static final Usd HALF = Usd.parse("0.5");

    /** Beside the end of a span two hours are a span: so this finds the edge at any hour. */
    private static final Duration A_MONTH = Duration.ofDays(31);

    private final Caller rich = World.tenant(Usd.parse("100"));

    @AfterAll
    static void disconnect() throws SQLException {
        POOL.close();
    }

    @ParameterizedTest
    @EnumSource(LimitPeriod.class)
    void keepsOneWindowForServersThatDisagreeAboutTheTime(LimitPeriod period) {
        Caller limited =
                World.limited(rich, LimitScope.ACCOUNT, rich.account().value(), period, DOLLAR);
        SpendingNode slow = server(Duration.ofHours(-2).minus(A_MONTH));
        SpendingNode fast = server(Duration.ofHours(2).plus(A_MONTH));

        slow.settle(slow.hold(limited, HALF), HALF);
        fast.settle(fast.hold(limited, HALF), HALF);

        assertThat(slow.reserve(limited, new Usd(1))).isInstanceOf(LimitReached.class);
        assertThat(fast.reserve(limited, new Usd(1))).isInstanceOf(LimitReached.class);
        SpendingLimit limit = limited.limits().getFirst();
        assertThat(World.spending(limit).getFirst()).isEqualTo(DOLLAR);
        assertThat(
                        World.numbers(
                                "select count(*) from spending_window where limit_id = ?",
                                limit.id().value()))
                .containsExactly(1L);
    }

    @ParameterizedTest
    @ValueSource(ints = {-2, 2})
    void letsLeasesLiveByTheDatabasesClock(int hours) {
        SpendingNode astray = server(Duration.ofHours(hours));
        astray.hold(rich, DOLLAR);

        server(Duration.ofHours(-hours)).leases.expire();

        assertThat(World.balance(rich.account()).held()).isEqualTo(DOLLAR);
        assertThat(
                        World.numbers(
                                """
                                select extract(epoch from alive_until - clock_timestamp())
                                from node where node_id = ?
                                """,
                                astray.id()))
                .allSatisfy(seconds -> assertThat(seconds).isBetween(500L, 600L));
    }

    @ParameterizedTest
    @ValueSource(ints = {-2, 2})
    void booksACallWhenItIsSettledWhateverItsServerBelieves(int hours) {
        SpendingNode astray = server(Duration.ofHours(hours));
        Instant before = Instant.now().minusSeconds(1);

        astray.settle(astray.hold(rich, DOLLAR), HALF);

        assertThat(
                        World.numbers(
                                """
                                select count(*) from generation
                                join journal using (generation_id, account_id)
                                where account_id = ? and kind = 'USAGE' and wallet_nanos = -500000000
                                and settled_at between ?::timestamptz and clock_timestamp()
                                and occurred_at between ?::timestamptz and clock_timestamp()
                                and total_millis >= first_token_millis and first_token_millis >= 0
                                """,
                                rich.account().value(),
                                before.toString(),
                                before.toString()))
                .containsExactly(1L);
    }

    /** Leap days, the week in which a year ends, and days of 23 and 25 hours somewhere. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "2028-02-28T23:59:59.999Z",
                "2028-02-29T00:00:00Z",
                "2028-02-29T23:59:59.999Z",
                "2028-03-01T00:00:00Z",
                "2026-12-31T23:59:59.999Z",
                "2027-01-01T00:00:00Z",
                "2027-01-03T23:59:59.999Z",
                "2027-01-04T00:00:00Z",
                "2027-03-28T01:00:00Z",
                "2026-10-25T00:30:00Z",
                "2026-11-01T05:30:00Z"
            })
    void beginsWindowsWhereTheDatabaseDoesInEveryTimeZone(String moment) {
        for (String zone : List.of("UTC", "Europe/Berlin", "America/New_York", "Pacific/Apia")) {
            for (LimitPeriod period : LimitPeriod.values()) {
                assertThat(startOf(zone, period, moment))
                        .as("%s of %s in %s", period, moment, zone)
                        .isEqualTo(period.startOf(Instant.parse(moment)));
            }
        }
    }

    private static Instant startOf(String zone, LimitPeriod period, String moment) {
        List<Long> seconds =
                World.numbers(
                        """
                        select extract(epoch from window_start(?, ?::timestamptz))
                        from (select set_config('timezone', ?, true)) as zone (name)
                        where name is not null
                        """,
                        period.name(),
                        moment,
                        zone);
        return Instant.ofEpochSecond(seconds.getFirst());
    }

    private static SpendingNode server(Duration wrong) {
        return new SpendingNode(POOL.dataSource(), () -> Instant.now().plus(wrong));
    }
}
