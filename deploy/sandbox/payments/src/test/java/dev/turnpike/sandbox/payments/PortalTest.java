package dev.turnpike.sandbox.payments;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.exception.StripeException;
import com.stripe.model.Customer;
import com.stripe.model.PaymentMethod;
import com.stripe.model.billingportal.Session;
import com.stripe.param.billingportal.SessionCreateParams;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The page on which a customer looks after saved cards and tax ids. */
class PortalTest {

    private final World world = new World();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void showsTheCardsAndMakesOneTheDefault() throws StripeException {
        Customer ada = world.adaWithSavedCard(World.GOOD_CARD);
        PaymentMethod card = world.cardOf(ada);
        String portal = open(ada);

        String before = world.get(portal).body();
        var answer = world.post(portal + "/default", Map.of("card", card.getId()));
        String after = world.get(portal).body();

        assertThat(before)
                .contains("Visa ending in 4242", "no real money", "http://127.0.0.1:8080/cards")
                .doesNotContain("<script", "{{");
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(after).contains("(default)");
        assertThat(
                        world.stripe
                                .v1()
                                .customers()
                                .retrieve(ada.getId())
                                .getInvoiceSettings()
                                .getDefaultPaymentMethod())
                .isEqualTo(card.getId());
    }

    @Test
    void addsAndRemovesCards() throws StripeException {
        Customer ada = world.ada();
        String portal = open(ada);

        var added = world.post(portal + "/cards", card("4242424242424242"));
        PaymentMethod saved = world.cardOf(ada);
        world.post(portal + "/removal", Map.of("card", saved.getId()));

        assertThat(added.statusCode()).isEqualTo(303);
        assertThat(world.stripe.v1().customers().paymentMethods().list(ada.getId()).getData())
                .isEmpty();
        assertThat(world.eventTypes())
                .contains("payment_method.attached", "payment_method.detached");
    }

    @Test
    void saysWhichCardItCannotSave() throws StripeException {
        String portal = open(world.ada());

        var refused = world.post(portal + "/cards", card("4000000000000002"));

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("Nothing was changed", "card_number-problem");
    }

    @Test
    void keepsTaxIds() throws StripeException {
        Customer ada = world.ada();
        String portal = open(ada);

        assertThat(world.post(portal + "/tax_ids", Map.of("tax_id", "no")).statusCode())
                .isEqualTo(422);
        world.post(portal + "/tax_ids", Map.of("tax_id", "DE123456789"));
        var taxIds = world.stripe.v1().customers().taxIds().list(ada.getId()).getData();
        world.post(portal + "/tax_id_removal", Map.of("tax_id", taxIds.getFirst().getId()));

        assertThat(taxIds).hasSize(1);
        assertThat(world.stripe.v1().customers().taxIds().list(ada.getId()).getData()).isEmpty();
    }

    @Test
    void touchesNobodyElsesCards() throws StripeException {
        Customer ada = world.adaWithSavedCard(World.GOOD_CARD);
        String portalOfBob = open(world.ada());

        world.post(portalOfBob + "/removal", Map.of("card", world.cardOf(ada).getId()));

        assertThat(world.stripe.v1().customers().paymentMethods().list(ada.getId()).getData())
                .hasSize(1);
    }

    @Test
    void closesAfterAnHour() throws StripeException {
        String portal = open(world.ada());

        world.clock.advance(Duration.ofHours(1));

        assertThat(world.get(portal).statusCode()).isEqualTo(410);
        assertThat(world.get("/portal/bps_none").statusCode()).isEqualTo(404);
    }

    private String open(Customer customer) throws StripeException {
        Session session =
                world.stripe
                        .v1()
                        .billingPortal()
                        .sessions()
                        .create(
                                SessionCreateParams.builder()
                                        .setCustomer(customer.getId())
                                        .setReturnUrl("http://127.0.0.1:8080/cards")
                                        .build());
        return session.getUrl().substring(world.url("").length());
    }

    private static Map<String, String> card(String number) {
        return Map.of("card_number", number, "expiry", "12/34", "cvc", "123");
    }
}
