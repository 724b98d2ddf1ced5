package dev.turnpike.web.credits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.billing.credits.CustomerBook;
import dev.turnpike.billing.credits.CustomerDesk;
import dev.turnpike.billing.credits.PaymentEvent;
import dev.turnpike.billing.credits.PaymentFulfilment;
import dev.turnpike.billing.credits.Payments;
import dev.turnpike.billing.credits.Purchase;
import dev.turnpike.billing.credits.PurchaseBook;
import dev.turnpike.billing.credits.TakeBackBook;
import dev.turnpike.billing.credits.refunds.RefundBook;
import dev.turnpike.web.page.Browser;
import dev.turnpike.web.page.Page;
import dev.turnpike.web.usage.Calls;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class ReturnPageTest {

    private final Browser ada = Browser.ofAda();

    @Test
    void saysSoWhenThePaymentIsNotInDollars() {
        String html =
                ada.open(
                        "credits-otherwise",
                        returned(
                                () -> {
                                    throw new Payments.PaidOtherwise("Paid in eur");
                                }));

        assertThat(html)
                .contains("Paid, but not credited yet", "another currency", "Do not pay again")
                .contains("$20.00", FixedPurchases.OPEN.id().toString())
                .doesNotContain("hx-get=\"/credits/return");
    }

    @Test
    void waitsWhenThePaymentProviderIsAway() {
        String html =
                ada.open(
                        "credits-waiting",
                        returned(
                                () -> {
                                    throw new Payments.PaymentsUnavailable(
                                            "Away",
                                            new IllegalStateException(),
                                            Payments.PaymentsUnavailable.Obstacle.AWAY);
                                }));

        assertThat(html).contains("Waiting for your payment");
    }

    /** What the buyer of an open purchase sees when the payment provider says this. */
    private Page returned(Supplier<Payments.PaymentState> state) {
        FixedPurchases purchases = new FixedPurchases(List.of(FixedPurchases.OPEN));
        PurchaseBook book =
                new PurchaseBook(
                        purchases,
                        ada.ledger(),
                        new TakeBackBook(
                                new FixedTakeBacks(List.of()), nothingAsked(), ada.ledger()),
                        Browser.CLOCK);
        return new ReturnPage(
                        ada.visitors(),
                        purchases,
                        new PaymentFulfilment(
                                purchases, book, new Telling(state), nobody(), Browser.CLOCK),
                        ada.ledger(),
                        new Calls(List.of()))
                .returned(FixedPurchases.OPEN);
    }

    private static CustomerDesk nobody() {
        FixedCustomers none = new FixedCustomers(null);
        return new CustomerDesk(none, new CustomerBook(none), new NoCards());
    }

    /** Says this of every checkout. */
    private record Telling(Supplier<Payments.PaymentState> state) implements Payments {

        @Override
        public PaymentState getCheckout(String checkoutId) {
            return state.get();
        }

        @Override
        public Checkout openCheckout(Purchase purchase, Buyer buyer, ReturnAddresses addresses) {
            throw new UnsupportedOperationException("Every checkout is open");
        }

        @Override
        public PaymentState getPayment(String paymentId) {
            return state.get();
        }

        @Override
        public void cancel(String paymentId) {
            throw new UnsupportedOperationException("Nothing happens by itself");
        }

        @Override
        public Optional<String> findCheckoutOf(String paymentId) {
            throw new UnsupportedOperationException("Nothing happens by itself");
        }

        @Override
        public Optional<PaymentEvent> readEvent(byte[] body, String signature) {
            throw new UnsupportedOperationException("Nothing happens by itself");
        }

        @Override
        public List<PaymentEvent> listEvents(Instant from, Instant to) {
            throw new UnsupportedOperationException("Nothing happens by itself");
        }
    }

    private RefundBook nothingAsked() {
        return new RefundBook(
                new FixedRefunds(List.of()),
                new FixedPurchases(List.of()),
                new FixedTakeBacks(List.of()),
                ada.ledger(),
                Browser.CLOCK);
    }
}
