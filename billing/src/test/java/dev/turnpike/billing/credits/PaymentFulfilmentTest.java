package dev.turnpike.billing.credits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnpike.billing.ledger.Ledger;
import dev.turnpike.billing.money.Usd;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PaymentFulfilmentTest {

    private static final String WRONG = "cs_wrong";
    private static final String WAITING = "cs_waiting";

    /**
     * Checkouts were paid, but some not yet or not as they were opened; each question takes time.
     */
    private static final class PaidButSome implements Payments {

        private final Duration pace;
        private final List<String> asked = new ArrayList<>();
        private Instant now = Instant.parse("2026-11-22T17:05:00Z");

        PaidButSome(Duration pace) {
            this.pace = pace;
        }

        @Override
        public CheckoutState getCheckout(String checkoutId) {
            now = now.plus(pace);
            asked.add(checkoutId);
            if (checkoutId.startsWith(WRONG)) {
                throw new PaidOtherwise("Checkout " + checkoutId + " was paid in eur");
            }
            if (checkoutId.startsWith(WAITING)) {
                return new Waiting();
            }
            return new Paid("payment of " + checkoutId, Usd.parse("10"));
        }

        @Override
        public Checkout openCheckout(Purchase purchase, ReturnAddresses addresses) {
            throw new UnsupportedOperationException("Every checkout is open");
        }

        @Override
        public Optional<PaymentEvent> readEvent(byte[] body, String signature) {
            String checkout = new String(body, StandardCharsets.UTF_8);
            return Optional.of(new PaymentEvent("evt_1", signature, checkout));
        }
    }

    private final PurchasesInMemory purchases = PurchasesInMemory.of(WRONG, "cs_2", "cs_3");

    @Test
    void sweepsOnWhenOnePurchaseCannotBeSettled() {
        assertThat(fulfilment(Duration.ZERO).sweep()).isEqualTo(2);
        assertThat(purchases.payments).containsExactly("payment of cs_2", "payment of cs_3");
    }

    @Test
    void endsARoundOfTheSweepThatLastsTooLong() {
        assertThat(fulfilment(Duration.ofSeconds(61)).sweep()).isEqualTo(1);
        assertThat(purchases.payments).containsExactly("payment of cs_2");
    }

    @Test
    void goesOnWhereASlowRoundStoppedAndThenBeginsAnew() {
        PaidButSome payments = new PaidButSome(Duration.ofSeconds(61));
        PaymentFulfilment fulfilment =
                fulfilment(PurchasesInMemory.of(WRONG, "cs_wrong_2", "cs_3"), payments);

        assertThat(fulfilment.sweep()).isZero();
        assertThat(fulfilment.sweep()).isEqualTo(1);
        assertThat(fulfilment.sweep()).isZero();

        assertThat(payments.asked)
                .containsExactly(WRONG, "cs_wrong_2", "cs_3", WRONG, "cs_wrong_2");
    }

    @Test
    void comesToTheYoungestHoweverManyWait() {
        List<String> checkouts =
                IntStream.range(0, 400).mapToObj(i -> WAITING + i).collect(Collectors.toList());
        checkouts.add("cs_paid");
        PaymentFulfilment fulfilment =
                fulfilment(
                        PurchasesInMemory.of(checkouts.toArray(String[]::new)),
                        new PaidButSome(Duration.ZERO));

        assertThat(fulfilment.sweep()).isZero();
        assertThat(fulfilment.sweep()).isZero();
        assertThat(fulfilment.sweep()).isEqualTo(1);
    }

    @Test
    void takesAnEventAgainThatCouldNotBeHandled() {
        byte[] body = WRONG.getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> fulfilment(Duration.ZERO).receive(body, "genuine"))
                .hasMessageContaining(WRONG);
        assertThat(purchases.events).isEmpty();
    }

    private PaymentFulfilment fulfilment(Duration pace) {
        return fulfilment(purchases, new PaidButSome(pace));
    }

    private static PaymentFulfilment fulfilment(PurchasesInMemory purchases, PaidButSome payments) {
        PurchaseBook book = new PurchaseBook(purchases, posting(), () -> payments.now);
        return new PaymentFulfilment(purchases, book, payments, () -> payments.now);
    }

    /** Takes every posting and is asked nothing else. */
    private static Ledger posting() {
        return (Ledger)
                Proxy.newProxyInstance(
                        Ledger.class.getClassLoader(),
                        new Class<?>[] {Ledger.class},
                        (proxy, method, arguments) -> true);
    }
}
