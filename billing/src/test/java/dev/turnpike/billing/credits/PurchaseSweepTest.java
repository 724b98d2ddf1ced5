package dev.turnpike.billing.credits;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PurchaseSweepTest {

    private final PurchasesInMemory purchases =
            PurchasesInMemory.of(PaidButSome.WRONG, "cs_2", "cs_3");

    @Test
    void sweepsOnWhenOnePurchaseCannotBeSettled() {
        assertThat(sweep(Duration.ZERO).run()).isEqualTo(2);
        assertThat(purchases.payments).containsExactly("payment of cs_2", "payment of cs_3");
    }

    @Test
    void endsARoundOfTheSweepThatLastsTooLong() {
        assertThat(sweep(Duration.ofSeconds(61)).run()).isEqualTo(1);
        assertThat(purchases.payments).containsExactly("payment of cs_2");
    }

    @Test
    void goesOnWhereASlowRoundStoppedAndBeginsAnewAfterAPause() {
        PaidButSome payments = new PaidButSome(Duration.ofSeconds(61));
        PurchaseSweep sweep =
                sweep(PurchasesInMemory.of(PaidButSome.WRONG, "cs_wrong_2", "cs_3"), payments);

        assertThat(sweep.run()).isZero();
        assertThat(sweep.run()).isEqualTo(1);
        assertThat(sweep.run()).isZero();
        payments.now = payments.now.plus(Duration.ofMinutes(5));
        assertThat(sweep.run()).isZero();

        assertThat(payments.asked)
                .containsExactly(
                        PaidButSome.WRONG, "cs_wrong_2", "cs_3", PaidButSome.WRONG, "cs_wrong_2");
    }

    @Test
    void comesToTheYoungestHoweverManyWait() {
        List<String> checkouts =
                IntStream.range(0, 2_000)
                        .mapToObj(i -> PaidButSome.WAITING + i)
                        .collect(Collectors.toList());
        checkouts.add("cs_paid");
        PurchaseSweep sweep =
                sweep(
                        PurchasesInMemory.of(checkouts.toArray(String[]::new)),
                        new PaidButSome(Duration.ZERO));

        assertThat(sweep.run()).isZero();
        assertThat(sweep.run()).isZero();
        assertThat(sweep.run()).isEqualTo(1);
    }

    @Test
    void sharesThemWithOtherServers() {
        PaidButSome payments = new PaidButSome(Duration.ZERO);
        PurchasesInMemory open = PurchasesInMemory.of(PaidButSome.WAITING);

        sweep(open, payments).run();
        sweep(open, payments).run();

        assertThat(payments.asked).containsExactly(PaidButSome.WAITING);
    }

    @ParameterizedTest
    @CsvSource({
        "PT30S, PT20S",
        "PT29M59S, PT20S",
        "PT30M, PT2M",
        "PT1H, PT4M",
        "PT2H, PT5M",
        "P30D, PT5M"
    })
    void asksLessOftenAboutOldOnes(Duration age, Duration pause) {
        assertThat(PurchaseSweep.pauseAt(age)).isEqualTo(pause);
    }

    @Test
    void asksForSomebodyWhoLooksAgainAndAgainEveryFewSeconds() {
        PaidButSome payments = new PaidButSome(Duration.ZERO);
        PurchasesInMemory open = PurchasesInMemory.of(PaidButSome.WAITING);
        PaymentFulfilment fulfilment = payments.fulfilmentOf(open);
        Purchase purchase = open.findByCheckout(PaidButSome.WAITING).orElseThrow();

        for (int i = 0; i < 11; i++) {
            fulfilment.look(purchase);
            payments.now = payments.now.plusSeconds(1);
        }

        assertThat(payments.asked).hasSize(3);
    }

    private PurchaseSweep sweep(Duration pace) {
        return sweep(purchases, new PaidButSome(pace));
    }

    private static PurchaseSweep sweep(PurchasesInMemory purchases, PaidButSome payments) {
        return new PurchaseSweep(
                purchases,
                payments.bookOf(purchases),
                payments.fulfilmentOf(purchases),
                // One after the other, as time passes in these tests.
                new SideBySide(1),
                payments.clock());
    }
}
