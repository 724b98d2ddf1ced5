package dev.turnpike.persistence.plans;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.billing.keys.Caller;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.plans.PlanRules;
import dev.turnpike.billing.plans.PlanRules.Step;
import dev.turnpike.billing.plans.Standings;
import dev.turnpike.billing.pricing.Markup;
import dev.turnpike.billing.usage.Generation;
import dev.turnpike.persistence.Pool;
import dev.turnpike.persistence.TestDatabase;
import dev.turnpike.persistence.World;
import dev.turnpike.persistence.spending.SpendingNode;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What accounts have spent in the last 30 days is what their calls cost. */
class SpendLatelyTest {

    private static final Pool POOL = TestDatabase.shared().appPool(2);
    private static final Standings STANDINGS =
            TestDatabase.shared().keeper(Standings.class, JpaStandings::new);

    private final SpendingNode node = new SpendingNode(POOL.dataSource());
    private final Caller acme = World.tenant(Usd.parse("100"));

    /** Days without calls are wrong books. */
    @AfterEach
    void forgetWhatWasMadeUp() {
        for (String table : List.of("spend_day", "account_spend")) {
            World.execute(
                    """
                    delete from %1$s where account_id = '%2$s' and not exists (
                        select from generation where generation.account_id = %1$s.account_id)
                    """
                            .formatted(table, acme.account()));
        }
    }

    @AfterAll
    static void disconnect() throws SQLException {
        POOL.close();
    }

    @Test
    void countsEachCallOnceHoweverOftenTheCheckpointMoves() {
        spend("1.000000001");
        advance();
        advance();
        spend("2");
        advance();

        assertThat(spent()).isEqualTo(Usd.parse("3.000000001"));
    }

    @Test
    void countsNothingBeforeTheCheckpointHasPassed() {
        spend("1");

        assertThat(spent()).isEqualTo(Usd.ZERO);
    }

    @Test
    void takesOffWhatWasReversed() {
        Generation call = spend("5");
        spend("1");
        advance();
        World.post(acme.account());
        World.texts(
                "select outcome from reverse_charge(?, ?, 'a test')",
                acme.account().value(),
                call.id().value());
        advance();

        assertThat(spent()).isEqualTo(Usd.parse("1"));
    }

    @Test
    void countsThirtyDaysTodayAmongThem() {
        onDay(0, "1");
        onDay(29, "10");
        onDay(30, "100");
        advance();

        assertThat(spent()).isEqualTo(Usd.parse("11"));
    }

    @Test
    void forgetsAnAccountThatHasNotSpentForThirtyDays() {
        onDay(29, "10");
        advance();
        World.execute(
                "update spend_day set day = day - 1 where account_id = '%s'"
                        .formatted(acme.account()));
        advance();

        assertThat(spent()).isEqualTo(Usd.ZERO);
    }

    @Test
    void isNeverNegativeWhenAnOldChargeIsReversed() {
        onDay(3, "-7");
        advance();

        assertThat(spent()).isEqualTo(Usd.ZERO);
    }

    @Test
    void countsTheSameAgainWhenTheCheckpointBeginsAnew() {
        spend("4");
        advance();
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
        advance();

        assertThat(spent()).isEqualTo(Usd.parse("4"));
    }

    @Test
    void bringsACallToItsStep() {
        var rules = new PlanRules(null, List.of(new Step(Usd.parse("3"), new Markup(1_000))));
        spend("2.999999999");
        advance();
        assertThat(rules.markupAt(spent())).isNull();

        spend("0.000000001");
        advance();

        assertThat(rules.markupAt(spent())).isEqualTo(new Markup(1_000));
    }

    private Generation spend(String dollars) {
        Usd amount = Usd.parse(dollars);
        return node.settle(node.hold(acme, amount), amount);
    }

    private void onDay(int daysAgo, String dollars) {
        World.execute(
                "insert into spend_day values ('%s', (now() at time zone 'UTC')::date - %d, %d)"
                        .formatted(acme.account(), daysAgo, Usd.parse(dollars).nanos()));
    }

    private Usd spent() {
        return STANDINGS.find(acme.account()).spent();
    }

    private static void advance() {
        World.texts("select advance_checkpoint(0, 0)");
    }
}
