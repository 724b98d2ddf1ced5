package dev.turnpike.billing.credits;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

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
    void goesOnWhereASlowRoundStoppedAndThenBeginsAnew() {
        PaidButSome payments = new PaidButSome(Duration.ofSeconds(61));
        PurchaseSweep sweep =
                sweep(PurchasesInMemory.of(PaidButSome.WRONG, "cs_wrong_2", "cs_3"), payments);

        assertThat(sweep.run()).isZero();
        assertThat(sweep.run()).isEqualTo(1);
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

    private PurchaseSweep sweep(Duration pace) {
        return sweep(purchases, new PaidButSome(pace));
    }

    private static PurchaseSweep sweep(PurchasesInMemory purchases, PaidButSome payments) {
        return new PurchaseSweep(
                purchases,
                payments.fulfilmentOf(purchases),
                // One after the other, as time passes in these tests.
                new SideBySide(1),
                payments.clock());
    }
}
