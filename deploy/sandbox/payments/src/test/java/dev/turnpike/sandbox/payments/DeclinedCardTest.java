package dev.turnpike.sandbox.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.stripe.exception.StripeException;
import com.stripe.model.PaymentIntent;
import com.stripe.model.checkout.Session;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Cards that are refused: the visitor is told, nothing is bought, another card may be tried. */
class DeclinedCardTest {

    private final World world = new World();

    @AfterEach
    void close() {
        world.close();
    }

    @ParameterizedTest
    @CsvSource({
        "4000000000000002, card_declined, generic_decline, Your card was declined.",
        "4000000000009995, card_declined, insufficient_funds, Your card has insufficient funds.",
        "4000000000000069, expired_card, expired_card, Your card has expired.",
        "4000000000000127, incorrect_cvc, incorrect_cvc, Your card’s security code is incorrect."
    })
    void saysWhyTheCardWasRefused(String card, String code, String declineCode, String message)
            throws StripeException {
        Session session = world.openCheckout();

        HttpResponse<String> answer = world.pay(session.getId(), card);

        assertThat(answer.statusCode()).isEqualTo(402);
        assertThat(answer.body()).contains(message, "You have not paid yet");
        PaymentIntent intent = world.stripe.v1().paymentIntents().list().getData().getFirst();
        assertThat(intent.getStatus()).isEqualTo("requires_payment_method");
        assertThat(intent.getLastPaymentError().getCode()).isEqualTo(code);
        assertThat(intent.getLastPaymentError().getDeclineCode()).isEqualTo(declineCode);
        await().until(() -> world.shop.eventTypes().contains("payment_intent.payment_failed"));
    }

    @Test
    void keepsTheEmailAndForgetsTheCard() throws StripeException {
        Session session = world.openCheckout();

        String page =
                world.submit(
                                session.getId(),
                                "ada@acme.example",
                                "4000000000000002",
                                "11/33",
                                "987")
                        .body();

        assertThat(page).contains("value=\"ada@acme.example\"");
        assertThat(page).doesNotContain("4000000000000002", "11/33", "987");
    }

    @Test
    void leavesTheCheckoutOpenAndTakesTheNextCard() throws StripeException {
        Session session = world.openCheckout();
        world.pay(session.getId(), "4000000000000002");

        Session unpaid = world.stripe.v1().checkout().sessions().retrieve(session.getId());
        HttpResponse<String> second = world.pay(session.getId(), World.GOOD_CARD);

        assertThat(unpaid.getStatus()).isEqualTo("open");
        assertThat(unpaid.getPaymentStatus()).isEqualTo("unpaid");
        assertThat(second.statusCode()).isEqualTo(303);
        PaymentIntent intent =
                world.stripe.v1().paymentIntents().retrieve(unpaid.getPaymentIntent());
        assertThat(intent.getStatus()).isEqualTo("succeeded");
        assertThat(intent.getLastPaymentError()).isNull();
        assertThat(world.stripe.v1().charges().list().getData())
                .extracting(charge -> charge.getStatus())
                .containsExactly("succeeded", "failed");
    }
}
