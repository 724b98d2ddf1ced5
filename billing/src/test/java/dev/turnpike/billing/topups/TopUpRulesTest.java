package dev.turnpike.billing.topups;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.credits.Purchase.Status;
import dev.turnpike.billing.ledger.Balance;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.topups.AutoTopUps.Attempt;
import dev.turnpike.billing.topups.TopUpRules.Buy;
import dev.turnpike.billing.topups.TopUpRules.Decision;
import dev.turnpike.billing.topups.TopUpRules.Leave;
import dev.turnpike.billing.topups.TopUpRules.Past;
import dev.turnpike.billing.topups.TopUpRules.Stop;
import dev.turnpike.billing.topups.TopUpRules.Wait;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** $20 is bought below $10, at most $100 a month. */
class TopUpRulesTest {

    private static final Instant NOW = Instant.parse("2026-11-22T17:05:00Z");
    private static final Instant DECEMBER = Instant.parse("2026-12-01T00:00:00Z");
    private static final AutoTopUp TOP_UP =
            AutoTopUp.on(
                    new AccountId(new UUID(1, 2)),
                    new TopUpTerms(Usd.parse("10"), Usd.parse("20"), Usd.parse("100")),
                    "ada@acme.example",
                    Instant.parse("2026-11-01T00:00:00Z"));

    @ParameterizedTest
    @CsvSource({"9.99, 0, 0", "50, 40.01, 0", "0, 0, 3", "12, 0, 2.01"})
    void buysBelowTheThreshold(String posted, String held, String due) {
        assertThat(decide(balance(posted, held, due))).isEqualTo(new Buy());
    }

    @Test
    void leavesWhatIsEnough() {
        assertThat(decide(balance("10", "0", "0"))).isEqualTo(new Leave());
    }

    @Test
    void buysNothingWhileAPaymentIsOnItsWay() {
        assertThat(decide(ago(Status.OPEN, null, 1))).isEqualTo(new Leave());
    }

    @Test
    void buysNothingWhenItIsOff() {
        assertThat(
                        TopUpRules.decide(
                                TOP_UP.off(null, NOW),
                                balance("0", "0", "0"),
                                new Past(List.of(), false),
                                NOW))
                .isEqualTo(new Leave());
    }

    @Test
    void waitsForTheNextMonthAtTheCeiling() {
        Attempt[] five = attempts(5, 300);

        assertThat(decide(five)).isEqualTo(new Wait(TopUpReason.CEILING_REACHED, DECEMBER));
        assertThat(decide(attempts(4, 300))).isEqualTo(new Buy());
    }

    @Test
    void countsOnlyWhatWasBoughtThisMonth() {
        Attempt october =
                new Attempt(
                        Usd.parse("90"),
                        Status.CREDITED,
                        null,
                        Instant.parse("2026-10-31T23:59:59Z"));

        assertThat(decide(october)).isEqualTo(new Buy());
    }

    @ParameterizedTest
    @CsvSource({
        "insufficient_funds, INSUFFICIENT_FUNDS",
        "authentication_required, AUTHENTICATION_REQUIRED",
        "expired_card, EXPIRED_CARD",
        "no_card, NO_CARD",
        "not_accepted, NOT_ACCEPTED",
        "generic_decline, CARD_DECLINED",
        "stolen_card, CARD_DECLINED"
    })
    void stopsWhenTheBankRefused(String code, TopUpReason reason) {
        assertThat(decide(ago(Status.EXPIRED, code, 10))).isEqualTo(new Stop(reason));
    }

    @Test
    void triesAgainWhenSomebodySwitchedItOnAfterwards() {
        Attempt refused = ago(Status.EXPIRED, "insufficient_funds", 600);
        AutoTopUp again = AutoTopUp.on(TOP_UP.account(), TOP_UP.terms(), TOP_UP.email(), NOW);

        assertThat(
                        TopUpRules.decide(
                                again,
                                balance("0", "0", "0"),
                                new Past(List.of(refused), false),
                                NOW))
                .isEqualTo(new Buy());
    }

    @Test
    void stopsWhenMoneyWentBackHoweverMuchIsLeft() {
        assertThat(
                        TopUpRules.decide(
                                TOP_UP, balance("50", "0", "0"), new Past(List.of(), true), NOW))
                .isEqualTo(new Stop(TopUpReason.MONEY_WENT_BACK));
    }

    @Test
    void pausesEverLongerWhileNobodyAnswers() {
        assertThat(decide(unanswered(1, 59)))
                .isEqualTo(new Wait(TopUpReason.UNANSWERED, NOW.plusSeconds(1)));
        assertThat(decide(unanswered(1, 60))).isEqualTo(new Buy());
        assertThat(decide(unanswered(3, 239)))
                .isEqualTo(new Wait(TopUpReason.UNANSWERED, NOW.plusSeconds(1)));
        assertThat(decide(unanswered(50, 64 * 60 - 1)))
                .isEqualTo(new Wait(TopUpReason.UNANSWERED, NOW.plusSeconds(1)));
        assertThat(decide(unanswered(50, 64 * 60))).isEqualTo(new Buy());
    }

    @Test
    void buysTwentyTimesADayAtMost() {
        AutoTopUp generous =
                AutoTopUp.on(
                        TOP_UP.account(),
                        new TopUpTerms(Usd.parse("10"), Usd.parse("20"), Usd.parse("1000000")),
                        TOP_UP.email(),
                        TOP_UP.changedAt());
        Past past = new Past(List.of(attempts(20, 60)), false);

        Decision decision = TopUpRules.decide(generous, balance("0", "0", "0"), past, NOW);

        Instant dayAfterFirst = NOW.minusSeconds(20 * 60).plus(Duration.ofDays(1));
        assertThat(decision).isEqualTo(new Wait(TopUpReason.TOO_MANY_A_DAY, dayAfterFirst));
        assertThat(TopUpRules.decide(generous, balance("0", "0", "0"), past, dayAfterFirst))
                .isEqualTo(new Buy());
    }

    private static Attempt[] attempts(int count, int secondsApart) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> ago(Status.CREDITED, null, i * secondsApart))
                .toArray(Attempt[]::new);
    }

    private static Attempt[] unanswered(int count, int seconds) {
        return IntStream.range(0, count)
                .mapToObj(i -> ago(Status.EXPIRED, null, seconds + i * 60))
                .toArray(Attempt[]::new);
    }

    private static Attempt ago(Status status, @Nullable String problem, int seconds) {
        return new Attempt(Usd.parse("20"), status, problem, NOW.minusSeconds(seconds));
    }

    private static Decision decide(Attempt... attempts) {
        Past past = new Past(List.of(attempts), false);
        return TopUpRules.decide(TOP_UP, balance("0", "0", "0"), past, NOW);
    }

    private static Decision decide(Balance balance) {
        return TopUpRules.decide(TOP_UP, balance, new Past(List.of(), false), NOW);
    }

    private static Balance balance(String posted, String held, String due) {
        return new Balance(Usd.parse(posted), Usd.parse(held), Usd.parse(due));
    }
}
