package dev.turnpike.billing.credits.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.model.checkout.Session;
import dev.turnpike.billing.credits.Payment;
import dev.turnpike.billing.credits.Payments;
import dev.turnpike.billing.credits.Payments.Paid;
import dev.turnpike.billing.credits.Payments.PaidOtherwise;
import dev.turnpike.billing.credits.TakeBack;
import dev.turnpike.billing.money.Usd;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StripePaymentsTest {

    @Test
    void readsWhatWasPaid() {
        assertThat(StripePayments.paid(session(), List.of()))
                .isEqualTo(new Paid(new Payment("pi_1", Usd.parse("12.34"), Usd.ZERO, List.of())));
    }

    @Test
    void tellsTaxFromCredit() {
        Session session = session();
        session.setAmountTotal(1469L);
        Session.TotalDetails details = new Session.TotalDetails();
        details.setAmountTax(235L);
        session.setTotalDetails(details);

        assertThat(StripePayments.paid(session, List.of()))
                .isEqualTo(
                        new Paid(
                                new Payment(
                                        "pi_1", Usd.parse("12.34"), Usd.parse("2.35"), List.of())));
    }

    @ParameterizedTest
    @MethodSource
    void saysWhichCheckoutWasNotPaidAsItWasOpened(Consumer<Session> spoil) {
        Session session = session();
        spoil.accept(session);

        assertThatThrownBy(() -> StripePayments.paid(session, List.of()))
                .isInstanceOf(PaidOtherwise.class)
                .hasMessageContaining("cs_1");
    }

    @Test
    void isOverWhenEurosWerePaidBack() {
        Session session = session();
        session.setCurrency("eur");

        assertThat(StripePayments.paid(session, List.of(refund("12.34"))))
                .isEqualTo(new Payments.Closed());
        assertThatThrownBy(() -> StripePayments.paid(session, List.of(refund("12.33"))))
                .isInstanceOf(PaidOtherwise.class);
    }

    private static Payment.Return refund(String amount) {
        return new Payment.Return(
                "re_1",
                TakeBack.Kind.REFUND,
                Usd.parse(amount),
                TakeBack.Status.TAKEN,
                Instant.EPOCH);
    }

    static Stream<Consumer<Session>> saysWhichCheckoutWasNotPaidAsItWasOpened() {
        return Stream.of(
                session -> session.setCurrency("eur"),
                session -> session.setAmountTotal(null),
                session -> session.setPaymentIntent(null));
    }

    private static Session session() {
        Session session = new Session();
        session.setId("cs_1");
        session.setCurrency("usd");
        session.setAmountTotal(1234L);
        session.setPaymentIntent("pi_1");
        return session;
    }
}
