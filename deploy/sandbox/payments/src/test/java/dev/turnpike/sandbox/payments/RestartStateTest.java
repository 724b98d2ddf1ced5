package dev.turnpike.sandbox.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.stripe.exception.CardException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.Charge;
import com.stripe.model.Customer;
import com.stripe.model.Dispute;
import com.stripe.model.PaymentIntent;
import com.stripe.model.PaymentMethod;
import com.stripe.model.Price;
import com.stripe.model.StripeObject;
import com.stripe.model.WebhookEndpoint;
import com.stripe.net.RequestOptions;
import com.stripe.param.CustomerUpdateParams;
import com.stripe.param.DisputeUpdateParams;
import com.stripe.param.PaymentIntentCreateParams;
import com.stripe.param.PriceCreateParams;
import com.stripe.param.RefundCreateParams;
import com.stripe.param.WebhookEndpointCreateParams;
import com.stripe.param.billingportal.SessionCreateParams;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What follows a purchase outlives the process as well, and goes on where it stood. */
class RestartStateTest {

    @TempDir Path folder;

    @Test
    void refundsNoMoreThanIsLeftOfAnEarlierRun() throws StripeException {
        Charge charge;
        String refund;
        String books;
        try (World before = world()) {
            charge = before.paidCharge(World.GOOD_CARD);
            refund = before.stripe.v1().refunds().create(refund(charge, 600)).getId();
            books = json(before.stripe.v1().balanceTransactions().list());
        }

        try (World after = world()) {
            var refunds = after.stripe.v1().refunds();
            assertThat(refunds.retrieve(refund).getAmount()).isEqualTo(600);
            assertThat(json(after.stripe.v1().balanceTransactions().list())).isEqualTo(books);
            assertThatThrownBy(() -> refunds.create(refund(charge, 401)))
                    .isInstanceOf(InvalidRequestException.class);
            refunds.create(refund(charge, 400));
            assertThat(after.stripe.v1().charges().retrieve(charge.getId()).getRefunded()).isTrue();
        }
    }

    @Test
    void decidesADisputeOfAnEarlierRunByItsEvidence() throws StripeException {
        String id;
        try (World before = world()) {
            before.paidCharge("4000 0000 0000 0259");
            id = before.stripe.v1().disputes().list().getData().getFirst().getId();
            before.stripe.v1().disputes().update(id, winning().setSubmit(false).build());
        }

        try (World after = world()) {
            Dispute staged = after.stripe.v1().disputes().retrieve(id);
            after.stripe.v1().disputes().update(id, winning().build());

            assertThat(staged.getStatus()).isEqualTo("needs_response");
            assertThat(staged.getEvidenceDetails().getHasEvidence()).isTrue();
            assertThat(after.stripe.v1().disputes().retrieve(id).getStatus()).isEqualTo("won");
        }
    }

    @Test
    void disputesWhatWasPlannedInAnEarlierRun() throws StripeException {
        try (World before = world()) {
            Charge charge = before.paidCharge(World.GOOD_CARD);
            String plan = "{\"charge\": \"%s\", \"after_millis\": 60000}".formatted(charge.getId());
            assertThat(before.api("POST", "/sandbox/disputes", plan).statusCode()).isEqualTo(202);
        }

        try (World after = world()) {
            assertThat(after.stripe.v1().disputes().list().getData()).isEmpty();
            after.clock.advance(Duration.ofMinutes(2));
            assertThat(after.stripe.v1().disputes().list().getData()).hasSize(1);
        }
    }

    @Test
    void chargesTheCardsSavedInAnEarlierRunAsTheirHoldersAllowed() throws StripeException {
        Customer trusted;
        Customer asked;
        try (World before = world()) {
            trusted = before.adaWithSavedCard("4000002500003155");
            asked = before.adaWithSavedCard("4000002760003184");
            before.stripe
                    .v1()
                    .customers()
                    .update(trusted.getId(), defaultCard(before.cardOf(trusted)));
        }

        try (World after = world()) {
            var intents = after.stripe.v1().paymentIntents();
            PaymentMethod card = after.cardOf(trusted);
            assertThat(
                            after.stripe
                                    .v1()
                                    .customers()
                                    .retrieve(trusted.getId())
                                    .getInvoiceSettings()
                                    .getDefaultPaymentMethod())
                    .isEqualTo(card.getId());
            assertThat(intents.create(after.twentyDollarsFrom(trusted, card).build()).getStatus())
                    .isEqualTo("succeeded");
            assertThatThrownBy(
                            () ->
                                    intents.create(
                                            after.twentyDollarsFrom(asked, after.cardOf(asked))
                                                    .build()))
                    .isInstanceOf(CardException.class);
        }
    }

    @Test
    void repeatsARefusalOfAnEarlierRunUnderItsKey() throws StripeException {
        RequestOptions key = RequestOptions.builder().setIdempotencyKey("topup-1").build();
        PaymentIntentCreateParams payment = payment("pm_card_visa_chargeDeclined");
        try (World before = world()) {
            assertThatThrownBy(() -> before.stripe.v1().paymentIntents().create(payment, key))
                    .isInstanceOf(CardException.class);
        }

        try (World after = world()) {
            assertThatThrownBy(() -> after.stripe.v1().paymentIntents().create(payment, key))
                    .isInstanceOf(CardException.class);
            assertThat(after.stripe.v1().charges().list().getData()).hasSize(1);
        }
    }

    @Test
    void asksTheHolderOfAnEarlierRun() throws StripeException {
        PaymentIntent waiting;
        try (World before = world()) {
            waiting =
                    before.stripe
                            .v1()
                            .paymentIntents()
                            .create(payment("pm_card_authenticationRequired"));
        }

        try (World after = world()) {
            after.post("/authenticate/" + waiting.getId(), Map.of("answer", "yes"));
            assertThat(after.stripe.v1().paymentIntents().retrieve(waiting.getId()).getStatus())
                    .isEqualTo("succeeded");
        }
    }

    @Test
    void signsForAnEndpointOfAnEarlierRunWithItsSecret() throws StripeException {
        try (Shop second = new Shop()) {
            try (World before = world()) {
                WebhookEndpoint endpoint =
                        before.stripe.v1().webhookEndpoints().create(endpoint(second));
                second.knowSecret(endpoint.getSecret());
            }

            try (World after = world()) {
                after.paidCharge(World.GOOD_CARD);
                await().until(() -> !second.eventTypes().isEmpty());
                assertThat(second.eventTypes()).containsExactly("charge.succeeded");
                assertThat(second.forgeries()).isZero();
            }
        }
    }

    @Test
    void knowsWhatIsSoldAndWhoLeft() throws StripeException {
        Customer gone;
        Price price;
        String portal;
        try (World before = world()) {
            gone = before.ada();
            before.stripe.v1().customers().delete(gone.getId());
            price = before.stripe.v1().prices().create(fiveDollars());
            portal =
                    before.stripe
                            .v1()
                            .billingPortal()
                            .sessions()
                            .create(
                                    SessionCreateParams.builder()
                                            .setCustomer(before.ada().getId())
                                            .build())
                            .getUrl();
        }

        try (World after = world()) {
            assertThat(after.stripe.v1().customers().retrieve(gone.getId()).getDeleted()).isTrue();
            assertThat(after.stripe.v1().customers().list().getData())
                    .extracting(Customer::getId)
                    .doesNotContain(gone.getId());
            assertThat(after.stripe.v1().prices().retrieve(price.getId()).getUnitAmount())
                    .isEqualTo(500);
            assertThat(after.stripe.v1().products().retrieve(price.getProduct()).getName())
                    .isEqualTo("Credit");
            assertThat(after.get(URI.create(portal).getPath()).statusCode()).isEqualTo(200);
        }
    }

    private World world() {
        return new World(new Shop(), folder);
    }

    private static String json(StripeObject object) {
        return object.toJson();
    }

    private static RefundCreateParams refund(Charge charge, long cents) {
        return RefundCreateParams.builder().setCharge(charge.getId()).setAmount(cents).build();
    }

    private static DisputeUpdateParams.Builder winning() {
        return DisputeUpdateParams.builder()
                .setEvidence(
                        DisputeUpdateParams.Evidence.builder()
                                .setUncategorizedText("winning_evidence")
                                .build());
    }

    private static CustomerUpdateParams defaultCard(PaymentMethod card) {
        return CustomerUpdateParams.builder()
                .setInvoiceSettings(
                        CustomerUpdateParams.InvoiceSettings.builder()
                                .setDefaultPaymentMethod(card.getId())
                                .build())
                .build();
    }

    private static PaymentIntentCreateParams payment(String card) {
        return PaymentIntentCreateParams.builder()
                .setAmount(2000L)
                .setCurrency("usd")
                .setPaymentMethod(card)
                .setConfirm(true)
                .build();
    }

    private static WebhookEndpointCreateParams endpoint(Shop shop) {
        return WebhookEndpointCreateParams.builder()
                .setUrl(shop.webhookUrl())
                .addEnabledEvent(WebhookEndpointCreateParams.EnabledEvent.CHARGE__SUCCEEDED)
                .build();
    }

    private static PriceCreateParams fiveDollars() {
        return PriceCreateParams.builder()
                .setCurrency("usd")
                .setUnitAmount(500L)
                .setProductData(PriceCreateParams.ProductData.builder().setName("Credit").build())
                .build();
    }
}
