package dev.turnpike.sandbox.payments;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.exception.StripeException;
import com.stripe.model.PaymentMethod;
import com.stripe.model.checkout.Session;
import com.stripe.param.PaymentMethodCreateParams;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A program can pay a checkout with a payment method, as Stripe's command line does. */
class PaymentPageTest {

    private final World world = new World();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void paysWithAPaymentMethodMadeFromATestToken() throws StripeException {
        Session session = world.openCheckout();
        PaymentMethod card = card("tok_visa");

        assertThat(world.api("GET", path(session), "").body()).contains(session.getId());
        assertThat(confirm(session, card.getId(), 1000).statusCode()).isEqualTo(200);

        Session paid = world.stripe.v1().checkout().sessions().retrieve(session.getId());
        assertThat(paid.getPaymentStatus()).isEqualTo("paid");
        assertThat(paid.getCustomerDetails().getEmail()).isEqualTo("ada@acme.example");
        assertThat(
                        world.stripe
                                .v1()
                                .paymentIntents()
                                .retrieve(paid.getPaymentIntent())
                                .getPaymentMethod())
                .isEqualTo(card.getId());
        assertThat(confirm(session, card.getId(), 1000).body()).contains("status of complete");
    }

    @Test
    void leavesTheCheckoutOpenWhenTheCardIsDeclined() throws StripeException {
        Session session = world.openCheckout();

        HttpResponse<String> declined =
                confirm(session, card("tok_visa_chargeDeclined").getId(), 1000);

        assertThat(declined.statusCode()).isEqualTo(402);
        assertThat(declined.body()).contains("generic_decline");
        assertThat(world.stripe.v1().checkout().sessions().retrieve(session.getId()).getStatus())
                .isEqualTo("open");
    }

    @Test
    void paysNoOtherAmountThanTheOrderHas() throws StripeException {
        Session session = world.openCheckout();

        HttpResponse<String> refused = confirm(session, card("tok_visa").getId(), 900);

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("expected_amount", "1000 cents");
        assertThat(world.stripe.v1().paymentIntents().list().getData()).isEmpty();
    }

    @Test
    void knowsNeitherAnUnknownCheckoutNorAnUnknownCard() throws StripeException {
        Session session = world.openCheckout();

        assertThat(world.api("GET", "/v1/payment_pages/cs_test_none", "").statusCode())
                .isEqualTo(404);
        assertThat(confirm(session, "pm_none", 1000).body())
                .contains("No such PaymentMethod: 'pm_none'");
        assertThat(
                        world.api("POST", "/v1/payment_methods", "type=card&card[token]=tok_none")
                                .body())
                .contains("No such token: 'tok_none'");
    }

    private PaymentMethod card(String token) throws StripeException {
        return world.stripe
                .v1()
                .paymentMethods()
                .create(
                        PaymentMethodCreateParams.builder()
                                .setType(PaymentMethodCreateParams.Type.CARD)
                                .setCard(
                                        PaymentMethodCreateParams.Token.builder()
                                                .setToken(token)
                                                .build())
                                .setBillingDetails(
                                        PaymentMethodCreateParams.BillingDetails.builder()
                                                .setEmail("ada@acme.example")
                                                .build())
                                .build());
    }

    private static String path(Session session) {
        return "/v1/payment_pages/" + session.getId();
    }

    private HttpResponse<String> confirm(Session session, String card, long cents) {
        return world.api(
                "POST",
                path(session) + "/confirm",
                "payment_method=" + card + "&expected_amount=" + cents);
    }
}
