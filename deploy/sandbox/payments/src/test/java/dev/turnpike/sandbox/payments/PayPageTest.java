package dev.turnpike.sandbox.payments;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.exception.StripeException;
import com.stripe.model.checkout.Session;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page on which a visitor pays, as a browser without script sees it. */
class PayPageTest {

    private final World world = new World();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void showsTheOrderAndSaysThatNoRealMoneyMoves() throws StripeException {
        Session session = world.openCheckout();

        HttpResponse<String> page = world.get("/pay/" + session.getId());

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("Payment sandbox – no real money", "<html lang=\"en\">", "Pay $10.00")
                .contains("Credit &lt;$10&gt;")
                .contains("href=\"http://127.0.0.1:8080/credit?canceled=1&amp;by=ada\"")
                .doesNotContain("<script", "{{");
    }

    @Test
    void labelsAndDescribesEveryField() throws StripeException {
        Session session = world.openCheckout();

        String page = world.get("/pay/" + session.getId()).body();

        for (String field : List.of("email", "card_number", "expiry", "cvc")) {
            assertThat(page)
                    .contains("<label for=\"" + field + "\">")
                    .contains("id=\"" + field + "\"")
                    .contains("aria-describedby=\"" + field + "-hint\"");
        }
    }

    @Test
    void forbidsScriptAndFramesAndLetsTheFormReturnToTheShop() throws StripeException {
        Session session = world.openCheckout();

        HttpResponse<String> page = world.get("/pay/" + session.getId());

        assertThat(page.headers().firstValue("Content-Security-Policy"))
                .contains(
                        "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action 'self' http://127.0.0.1:*");
        assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(world.get("/pay/style.css").headers().firstValue("Content-Type"))
                .contains("text/css; charset=utf-8");
    }

    @ParameterizedTest
    @CsvSource({
        "ada, 4242424242424242, 12/34, 123, email",
        "ada@acme.example, 4111111111111111, 12/34, 123, card_number",
        "ada@acme.example, 4242424242424242, 13/34, 123, expiry",
        "ada@acme.example, 4242424242424242, 01/20, 123, expiry",
        "ada@acme.example, 4242424242424242, 12/34, 12, cvc"
    })
    void saysWhichFieldIsWrongAndChangesNothing(
            String email, String card, String expiry, String cvc, String wrongField)
            throws StripeException {
        Session session = world.openCheckout();

        HttpResponse<String> page = world.submit(session.getId(), email, card, expiry, cvc);

        assertThat(page.statusCode()).isEqualTo(422);
        assertThat(page.body())
                .contains("<li><a href=\"#" + wrongField + "\">")
                .contains("id=\"" + wrongField + "-problem\"")
                .contains("value=\"" + email + "\"")
                .containsOnlyOnce("aria-invalid");
        assertThat(world.stripe.v1().paymentIntents().list().getData()).isEmpty();
    }

    @Test
    void saysThatItIsPaidAlready() throws StripeException {
        Session session = world.openCheckout();
        world.pay(session.getId(), World.GOOD_CARD);

        HttpResponse<String> second = world.pay(session.getId(), World.GOOD_CARD);

        assertThat(second.statusCode()).isEqualTo(409);
        assertThat(second.body())
                .contains("Already paid", "not charged again")
                .contains("/credit?session=" + session.getId());
        assertThat(world.get("/pay/" + session.getId()).body()).contains("Already paid");
    }

    @Test
    void chargesOnceWhenManyPayAtTheSameMoment() throws StripeException {
        Session session = world.openCheckout();

        List<CompletableFuture<Integer>> attempts =
                IntStream.range(0, 8)
                        .mapToObj(
                                _ ->
                                        CompletableFuture.supplyAsync(
                                                () ->
                                                        world.pay(session.getId(), World.GOOD_CARD)
                                                                .statusCode()))
                        .toList();

        assertThat(attempts.stream().map(CompletableFuture::join))
                .containsOnlyOnce(303)
                .containsOnly(303, 409);
        assertThat(world.stripe.v1().charges().list().getData()).hasSize(1);
    }

    @Test
    void saysThatTheCheckoutHasExpired() throws StripeException {
        Session session = world.openCheckout();
        world.stripe.v1().checkout().sessions().expire(session.getId());

        HttpResponse<String> page = world.get("/pay/" + session.getId());

        assertThat(page.body()).contains("Checkout expired", "Nothing was charged", "canceled=1");
    }

    @ParameterizedTest
    @CsvSource({"/pay/cs_test_none", "/pay/%3Cscript%3E", "/elsewhere"})
    void saysThatThereIsNothing(String path) {
        HttpResponse<String> page = world.get(path);

        assertThat(page.statusCode()).isEqualTo(404);
        assertThat(page.body()).contains("Nothing here", "no real money");
    }
}
