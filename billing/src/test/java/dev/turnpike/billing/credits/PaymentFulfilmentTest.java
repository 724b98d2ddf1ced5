package dev.turnpike.billing.credits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnpike.billing.ledger.Ledger;
import dev.turnpike.billing.money.Usd;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PaymentFulfilmentTest {

    private static final String WRONG = "cs_wrong";

    /** Checkouts were paid, but one not as it was opened; each question takes some time. */
    private static final class PaidButOne implements Payments {

        private final Duration pace;
        private Instant now = Instant.parse("2026-11-22T17:05:00Z");

        PaidButOne(Duration pace) {
            this.pace = pace;
        }

        @Override
        public CheckoutState getCheckout(String checkoutId) {
            now = now.plus(pace);
            if (checkoutId.equals(WRONG)) {
                throw new PaidOtherwise("Checkout cs_wrong was paid in eur");
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
    void takesAnEventAgainThatCouldNotBeHandled() {
        byte[] body = WRONG.getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> fulfilment(Duration.ZERO).receive(body, "genuine"))
                .hasMessageContaining(WRONG);
        assertThat(purchases.events).isEmpty();
    }

    private PaymentFulfilment fulfilment(Duration pace) {
        PaidButOne payments = new PaidButOne(pace);
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
