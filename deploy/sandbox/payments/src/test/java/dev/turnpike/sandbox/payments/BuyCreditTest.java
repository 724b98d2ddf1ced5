package dev.turnpike.sandbox.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.Charge;
import com.stripe.model.Customer;
import com.stripe.model.Event;
import com.stripe.model.PaymentIntent;
import com.stripe.model.checkout.Session;
import com.stripe.param.CustomerCreateParams;
import com.stripe.param.CustomerUpdateParams;
import com.stripe.param.checkout.SessionCreateParams;
import com.stripe.param.checkout.SessionListParams;
import com.stripe.param.checkout.SessionRetrieveParams;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Buying ten dollars of credit with Stripe's own Java client and a browser's plain requests. */
class BuyCreditTest {

    private final World world = new World();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void opensACheckoutThatWaitsForPayment() throws StripeException {
        Session session = world.openCheckout();

        assertThat(session.getId()).startsWith("cs_test_");
        assertThat(session.getStatus()).isEqualTo("open");
        assertThat(session.getPaymentStatus()).isEqualTo("unpaid");
        assertThat(session.getAmountTotal()).isEqualTo(1000);
        assertThat(session.getUrl()).isEqualTo(world.url("/pay/" + session.getId()));
        assertThat(session.getExpiresAt() - session.getCreated()).isEqualTo(24 * 3600);
        assertThat(session.getPaymentIntent()).isNull();
    }

    @Test
    void settlesEverythingWhenTheCardIsGood() throws StripeException {
        Session session = world.openCheckout();

        HttpResponse<String> answer = world.pay(session.getId(), World.GOOD_CARD);

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location"))
                .contains("http://127.0.0.1:8080/credit?session=" + session.getId());
        Session paid =
                world.stripe
                        .v1()
                        .checkout()
                        .sessions()
                        .retrieve(
                                session.getId(),
                                SessionRetrieveParams.builder()
                                        .addExpand("payment_intent.latest_charge")
                                        .addExpand("line_items")
                                        .build());
        assertThat(paid.getStatus()).isEqualTo("complete");
        assertThat(paid.getPaymentStatus()).isEqualTo("paid");
        assertThat(paid.getClientReferenceId()).isEqualTo("purchase-1");
        assertThat(paid.getCustomerDetails().getEmail()).isEqualTo("ada@acme.example");
        assertThat(paid.getLineItems().getData().getFirst().getAmountTotal()).isEqualTo(1000);
        PaymentIntent intent = paid.getPaymentIntentObject();
        assertThat(intent.getStatus()).isEqualTo("succeeded");
        assertThat(intent.getAmountReceived()).isEqualTo(1000);
        Charge charge = intent.getLatestChargeObject();
        assertThat(charge.getPaid()).isTrue();
        assertThat(charge.getPaymentMethodDetails().getCard().getLast4()).isEqualTo("4242");
    }

    @Test
    void tellsTheShopBySignedWebhooks() throws StripeException {
        Session session = world.openCheckout();

        world.pay(session.getId(), World.GOOD_CARD);

        await().until(() -> world.shop.eventTypes().size() == 3);
        assertThat(world.shop.eventTypes())
                .containsExactly(
                        "charge.succeeded",
                        "payment_intent.succeeded",
                        "checkout.session.completed");
        Event completed = world.shop.events().getLast();
        assertThat(completed.getApiVersion()).isEqualTo("2026-07-29.dahlia");
        Session told = (Session) completed.getDataObjectDeserializer().getObject().orElseThrow();
        assertThat(told.getId()).isEqualTo(session.getId());
        assertThat(told.getPaymentStatus()).isEqualTo("paid");
    }

    @Test
    void marksAnEventAsDeliveredOnlyAfterTheShopTookIt() throws StripeException {
        world.shop.refuseNext(2);
        Session session = world.openCheckout();

        world.pay(session.getId(), World.GOOD_CARD);

        await().until(() -> world.shop.eventTypes().size() == 3);
        await().untilAsserted(
                        () ->
                                assertThat(world.stripe.v1().events().list().getData())
                                        .hasSize(3)
                                        .allMatch(event -> event.getPendingWebhooks() == 0));
    }

    @Test
    void carriesTheShopsMetadataToPaymentAndCharge() throws StripeException {
        SessionCreateParams order =
                World.tenDollars()
                        .putMetadata("purchase", "p-1")
                        .setPaymentIntentData(
                                SessionCreateParams.PaymentIntentData.builder()
                                        .putMetadata("purchase", "p-1")
                                        .setDescription("Credit for acme")
                                        .build())
                        .build();
        Session session = world.stripe.v1().checkout().sessions().create(order);

        world.pay(session.getId(), World.GOOD_CARD);

        PaymentIntent intent = intentOf(session);
        assertThat(session.getMetadata()).containsEntry("purchase", "p-1");
        assertThat(intent.getMetadata()).containsEntry("purchase", "p-1");
        assertThat(intent.getDescription()).isEqualTo("Credit for acme");
        assertThat(world.stripe.v1().charges().retrieve(intent.getLatestCharge()).getMetadata())
                .containsEntry("purchase", "p-1");
    }

    @Test
    void findsTheCheckoutOfAPayment() throws StripeException {
        world.openCheckout();
        Session session = world.openCheckout();
        world.pay(session.getId(), World.GOOD_CARD);

        var found =
                world.stripe
                        .v1()
                        .checkout()
                        .sessions()
                        .list(
                                SessionListParams.builder()
                                        .setPaymentIntent(intentOf(session).getId())
                                        .build());

        assertThat(found.getData()).extracting(Session::getId).containsExactly(session.getId());
    }

    @Test
    void sellsToAKnownCustomer() throws StripeException {
        Customer ada =
                world.stripe
                        .v1()
                        .customers()
                        .create(
                                CustomerCreateParams.builder()
                                        .setEmail("ada@acme.example")
                                        .putMetadata("account", "acme")
                                        .build());
        Session session =
                world.stripe
                        .v1()
                        .checkout()
                        .sessions()
                        .create(World.tenDollars().setCustomer(ada.getId()).build());

        world.pay(session.getId(), World.GOOD_CARD);

        assertThat(intentOf(session).getCustomer()).isEqualTo(ada.getId());
        Customer renamed =
                world.stripe
                        .v1()
                        .customers()
                        .update(ada.getId(), CustomerUpdateParams.builder().setName("Ada").build());
        assertThat(renamed.getName()).isEqualTo("Ada");
        assertThat(renamed.getMetadata()).containsEntry("account", "acme");
    }

    @Test
    void writesAnInvoiceAndACustomerWhereTheShopAsksForThem() throws StripeException {
        SessionCreateParams order =
                World.tenDollars()
                        .setCustomerCreation(SessionCreateParams.CustomerCreation.ALWAYS)
                        .setInvoiceCreation(
                                SessionCreateParams.InvoiceCreation.builder()
                                        .setEnabled(true)
                                        .build())
                        .build();
        Session session = world.stripe.v1().checkout().sessions().create(order);

        world.pay(session.getId(), World.GOOD_CARD);

        Session paid = world.stripe.v1().checkout().sessions().retrieve(session.getId());
        var invoice = world.stripe.v1().invoices().retrieve(paid.getInvoice());
        assertThat(invoice.getStatus()).isEqualTo("paid");
        assertThat(invoice.getTotal()).isEqualTo(1000);
        assertThat(world.stripe.v1().customers().retrieve(paid.getCustomer()).getEmail())
                .isEqualTo("ada@acme.example");
    }

    @Test
    void expiresAnUnpaidCheckoutWhenItsTimeIsOver() throws StripeException {
        Session session = world.openCheckout();

        world.clock.advance(Duration.ofHours(24));

        Session expired = world.stripe.v1().checkout().sessions().retrieve(session.getId());
        assertThat(expired.getStatus()).isEqualTo("expired");
        assertThat(expired.getUrl()).isNull();
        await().until(() -> world.shop.eventTypes().contains("checkout.session.expired"));
        assertThat(world.pay(session.getId(), World.GOOD_CARD).statusCode()).isEqualTo(410);
    }

    @Test
    void expiresACheckoutOnRequestButOnlyOnce() throws StripeException {
        Session session = world.openCheckout();

        var sessions = world.stripe.v1().checkout().sessions();

        assertThat(sessions.expire(session.getId()).getStatus()).isEqualTo("expired");
        assertThatThrownBy(() -> sessions.expire(session.getId()))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("status of expired");
    }

    private PaymentIntent intentOf(Session session) throws StripeException {
        String id =
                world.stripe
                        .v1()
                        .checkout()
                        .sessions()
                        .retrieve(session.getId())
                        .getPaymentIntent();
        return world.stripe.v1().paymentIntents().retrieve(id);
    }
}
