package dev.turnpike.sandbox.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.stripe.exception.CardException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.Customer;
import com.stripe.model.PaymentIntent;
import com.stripe.model.PaymentMethod;
import com.stripe.net.RequestOptions;
import com.stripe.param.CustomerUpdateParams;
import com.stripe.param.PaymentIntentCancelParams;
import com.stripe.param.PaymentIntentConfirmParams;
import com.stripe.param.PaymentIntentCreateParams;
import com.stripe.param.PaymentMethodAttachParams;
import com.stripe.param.PaymentMethodUpdateParams;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A card saved by a first purchase pays later ones, while its holder is away. */
class SavedCardTest {

    private final World world = new World();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void savesTheCardOfAPurchaseThatAsksForIt() throws StripeException {
        Customer ada = world.adaWithSavedCard(World.GOOD_CARD);

        PaymentMethod card = world.cardOf(ada);

        assertThat(card.getCard().getLast4()).isEqualTo("4242");
        assertThat(card.getBillingDetails().getEmail()).isEqualTo("ada@acme.example");
        assertThat(world.stripe.v1().customers().paymentMethods().list(ada.getId()).getData())
                .hasSize(1);
        assertThat(world.eventTypes()).contains("payment_method.attached");
    }

    @Test
    void savesNoCardUnasked() throws StripeException {
        world.pay(world.openCheckout().getId(), World.GOOD_CARD);

        assertThat(world.stripe.v1().paymentMethods().list().getData())
                .extracting(PaymentMethod::getCustomer)
                .containsExactly((String) null);
    }

    @Test
    void chargesTheSavedCardWithoutItsHolder() throws StripeException {
        Customer ada = world.adaWithSavedCard(World.GOOD_CARD);
        PaymentIntentCreateParams payment =
                world.twentyDollarsFrom(ada, world.cardOf(ada)).putMetadata("topup", "t-1").build();

        PaymentIntent intent = world.stripe.v1().paymentIntents().create(payment);

        assertThat(intent.getStatus()).isEqualTo("succeeded");
        assertThat(intent.getAmountReceived()).isEqualTo(2000);
        assertThat(intent.getMetadata()).containsEntry("topup", "t-1");
        assertThat(world.eventTypes())
                .endsWith("payment_intent.created", "charge.succeeded", "payment_intent.succeeded");
    }

    @ParameterizedTest
    @CsvSource({
        "4000002760003184, '{}', authentication_required, authentication_required",
        "4242424242424242, '{\"insufficient_funds\": 1}', card_declined, insufficient_funds",
        "4242424242424242, '{\"authentication_required\": 1}', authentication_required, authentication_required"
    })
    void tellsWhyTheBankRefusedTheAbsentHolder(
            String number, String knobs, String code, String declineCode) throws StripeException {
        Customer ada = world.adaWithSavedCard(number);
        PaymentMethod card = world.cardOf(ada);
        world.knobs(knobs);

        CardException refusal =
                catchThrowableOfType(
                        CardException.class,
                        () ->
                                world.stripe
                                        .v1()
                                        .paymentIntents()
                                        .create(world.twentyDollarsFrom(ada, card).build()));

        assertThat(refusal.getStatusCode()).isEqualTo(402);
        assertThat(refusal.getCode()).isEqualTo(code);
        assertThat(refusal.getDeclineCode()).isEqualTo(declineCode);
        PaymentIntent tried = refusal.getStripeError().getPaymentIntent();
        assertThat(tried.getStatus()).isEqualTo("requires_payment_method");
        assertThat(tried.getLastPaymentError().getPaymentMethod().getId()).isEqualTo(card.getId());
        assertThat(world.stripe.v1().paymentIntents().retrieve(tried.getId()).getLatestCharge())
                .isEqualTo(refusal.getCharge());
        assertThat(world.eventTypes()).endsWith("charge.failed", "payment_intent.payment_failed");
    }

    @Test
    void trustsACardWhoseHolderAuthenticatedWhenItWasSaved() throws StripeException {
        Customer ada = world.adaWithSavedCard("4000002500003155");

        PaymentIntent intent =
                world.stripe
                        .v1()
                        .paymentIntents()
                        .create(world.twentyDollarsFrom(ada, world.cardOf(ada)).build());

        assertThat(intent.getStatus()).isEqualTo("succeeded");
    }

    @Test
    void asksTheBankOnceForOneKeyAlsoWhenItRefused() throws StripeException {
        Customer ada = world.adaWithSavedCard("4000002760003184");
        PaymentIntentCreateParams payment = world.twentyDollarsFrom(ada, world.cardOf(ada)).build();
        RequestOptions sameKey = RequestOptions.builder().setIdempotencyKey("topup-1").build();
        var intents = world.stripe.v1().paymentIntents();

        for (int attempt = 0; attempt < 2; attempt++) {
            assertThatThrownBy(() -> intents.create(payment, sameKey))
                    .isInstanceOf(CardException.class);
        }

        assertThat(intents.list().getData()).hasSize(2);
    }

    @Test
    void confirmsLaterWithOneOfStripesTestCards() throws StripeException {
        var intents = world.stripe.v1().paymentIntents();
        PaymentIntent open =
                intents.create(
                        PaymentIntentCreateParams.builder()
                                .setAmount(500L)
                                .setCurrency("usd")
                                .build());

        PaymentIntent paid =
                intents.confirm(
                        open.getId(),
                        PaymentIntentConfirmParams.builder()
                                .setPaymentMethod("pm_card_visa")
                                .build());

        assertThat(open.getStatus()).isEqualTo("requires_payment_method");
        assertThat(paid.getStatus()).isEqualTo("succeeded");
        assertThatThrownBy(() -> intents.cancel(open.getId()))
                .isInstanceOfSatisfying(
                        InvalidRequestException.class,
                        refused ->
                                assertThat(refused.getCode())
                                        .isEqualTo("payment_intent_unexpected_state"));
    }

    @Test
    void waitsForAHolderWhoMustAuthenticateAndCanBeCanceled() throws StripeException {
        var intents = world.stripe.v1().paymentIntents();

        PaymentIntent waiting =
                intents.create(
                        PaymentIntentCreateParams.builder()
                                .setAmount(500L)
                                .setCurrency("usd")
                                .setConfirm(true)
                                .setPaymentMethod("pm_card_authenticationRequired")
                                .build());
        PaymentIntent canceled =
                intents.cancel(
                        waiting.getId(),
                        PaymentIntentCancelParams.builder()
                                .setCancellationReason(
                                        PaymentIntentCancelParams.CancellationReason.ABANDONED)
                                .build());

        assertThat(waiting.getStatus()).isEqualTo("requires_action");
        assertThat(canceled.getStatus()).isEqualTo("canceled");
        assertThat(canceled.getCancellationReason()).isEqualTo("abandoned");
    }

    @Test
    void chargesNobodyElsesCard() throws StripeException {
        PaymentMethod card = world.cardOf(world.adaWithSavedCard(World.GOOD_CARD));
        Customer bob = world.ada();

        assertThatThrownBy(
                        () ->
                                world.stripe
                                        .v1()
                                        .paymentIntents()
                                        .create(world.twentyDollarsFrom(bob, card).build()))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("does not belong to the Customer");
    }

    @Test
    void attachesMakesDefaultAndDetaches() throws StripeException {
        Customer ada = world.ada();
        var methods = world.stripe.v1().paymentMethods();
        var customers = world.stripe.v1().customers();

        PaymentMethod card =
                methods.attach(
                        "pm_card_visa",
                        PaymentMethodAttachParams.builder().setCustomer(ada.getId()).build());
        Customer choosing = customers.update(ada.getId(), defaultCard(card.getId()));
        PaymentMethod named =
                methods.update(
                        card.getId(),
                        PaymentMethodUpdateParams.builder().putMetadata("name", "office").build());
        PaymentMethod gone = methods.detach(card.getId());

        assertThat(choosing.getInvoiceSettings().getDefaultPaymentMethod()).isEqualTo(card.getId());
        assertThat(named.getMetadata()).containsEntry("name", "office");
        assertThat(gone.getCustomer()).isNull();
        assertThat(customers.retrieve(ada.getId()).getInvoiceSettings().getDefaultPaymentMethod())
                .isNull();
        assertThatThrownBy(() -> customers.update(ada.getId(), defaultCard(card.getId())))
                .hasMessageContaining("must be attached to the customer");
    }

    @Test
    void attachesNoCardThatTheBankRefuses() throws StripeException {
        Customer ada = world.ada();

        assertThatThrownBy(
                        () ->
                                world.stripe
                                        .v1()
                                        .paymentMethods()
                                        .attach(
                                                "pm_card_visa_chargeDeclined",
                                                PaymentMethodAttachParams.builder()
                                                        .setCustomer(ada.getId())
                                                        .build()))
                .isInstanceOf(CardException.class);
    }

    private static CustomerUpdateParams defaultCard(String id) {
        return CustomerUpdateParams.builder()
                .setInvoiceSettings(
                        CustomerUpdateParams.InvoiceSettings.builder()
                                .setDefaultPaymentMethod(id)
                                .build())
                .build();
    }
}
