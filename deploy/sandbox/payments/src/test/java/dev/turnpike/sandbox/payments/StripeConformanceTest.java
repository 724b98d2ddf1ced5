package dev.turnpike.sandbox.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.stripe.StripeClient;
import com.stripe.exception.CardException;
import com.stripe.exception.IdempotencyException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.BalanceTransaction;
import com.stripe.model.Charge;
import com.stripe.model.Customer;
import com.stripe.model.Dispute;
import com.stripe.model.HasId;
import com.stripe.model.PaymentIntent;
import com.stripe.model.PaymentMethod;
import com.stripe.model.Refund;
import com.stripe.model.WebhookEndpoint;
import com.stripe.model.checkout.Session;
import com.stripe.net.RequestOptions;
import com.stripe.param.CustomerCreateParams;
import com.stripe.param.CustomerUpdateParams;
import com.stripe.param.DisputeListParams;
import com.stripe.param.EventListParams;
import com.stripe.param.PaymentIntentCreateParams;
import com.stripe.param.PaymentIntentRetrieveParams;
import com.stripe.param.PaymentMethodAttachParams;
import com.stripe.param.RefundCreateParams;
import com.stripe.param.WebhookEndpointCreateParams;
import com.stripe.param.checkout.SessionCreateParams;
import com.stripe.param.checkout.SessionListParams;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What the product relies on at Stripe, asserted in the same words of the sandbox and of Stripe.
 */
class StripeConformanceTest {

    /** Stripe tells of events and disputes a little later. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Counterpart counterpart = Counterpart.choose();
    private final StripeClient stripe = counterpart.client();
    private final List<Customer> made = new ArrayList<>();

    @AfterEach
    void close() throws StripeException {
        for (Customer customer : made) {
            stripe.v1().customers().delete(customer.getId());
        }
        counterpart.assertTrueToStripe();
        counterpart.close();
    }

    @Test
    void keepsACustomerAndTellsOfIt() throws StripeException {
        Customer ada = ada();

        Customer changed =
                stripe.v1()
                        .customers()
                        .update(
                                ada.getId(),
                                CustomerUpdateParams.builder()
                                        .setName("Ada of Acme")
                                        .putMetadata("account", "acme")
                                        .build());

        assertThat(changed.getName()).isEqualTo("Ada of Acme");
        assertThat(changed.getLivemode()).isFalse();
        assertThat(stripe.v1().customers().retrieve(ada.getId()).getMetadata())
                .containsEntry("account", "acme");
        await().atMost(PATIENCE).until(() -> newest("customer.updated").contains(ada.getId()));
    }

    @Test
    void chargesASavedCardWhoseHolderIsAway() throws StripeException {
        Customer ada = ada();
        PaymentMethod card = saved("pm_card_visa", ada);

        PaymentIntent paid = stripe.v1().paymentIntents().create(offSession(ada, card));

        assertThat(paid.getStatus()).isEqualTo("succeeded");
        assertThat(paid.getAmountReceived()).isEqualTo(2000);
        PaymentIntent found =
                stripe.v1()
                        .paymentIntents()
                        .retrieve(
                                paid.getId(),
                                PaymentIntentRetrieveParams.builder()
                                        .addExpand("latest_charge.balance_transaction")
                                        .build());
        Charge charge = found.getLatestChargeObject();
        BalanceTransaction booked = charge.getBalanceTransactionObject();
        assertThat(charge.getPaid()).isTrue();
        assertThat(charge.getPaymentMethodDetails().getCard().getLast4()).isEqualTo("4242");
        assertThat(booked.getType()).isEqualTo("charge");
        assertThat(booked.getNet()).isEqualTo(booked.getAmount() - booked.getFee());
    }

    @ParameterizedTest
    @CsvSource({
        "pm_card_chargeCustomerFail, card_declined, generic_decline",
        "pm_card_authenticationRequired, authentication_required, authentication_required"
    })
    void tellsWhyASavedCardIsRefused(String token, String code, String declineCode)
            throws StripeException {
        Customer ada = ada();
        PaymentMethod card = saved(token, ada);

        CardException refusal =
                catchThrowableOfType(
                        CardException.class,
                        () -> stripe.v1().paymentIntents().create(offSession(ada, card)));

        assertThat(refusal.getStatusCode()).isEqualTo(402);
        assertThat(refusal.getCode()).isEqualTo(code);
        assertThat(refusal.getDeclineCode()).isEqualTo(declineCode);
        PaymentIntent tried = refusal.getStripeError().getPaymentIntent();
        assertThat(tried.getStatus()).isEqualTo("requires_payment_method");
        assertThat(tried.getLastPaymentError().getCode()).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({
        "pm_card_visa_chargeDeclined, card_declined",
        "pm_card_visa_chargeDeclinedInsufficientFunds, card_declined",
        "pm_card_chargeDeclinedExpiredCard, expired_card",
        "pm_card_chargeDeclinedIncorrectCvc, incorrect_cvc"
    })
    void tellsWhyACardIsDeclined(String token, String code) {
        assertThatThrownBy(() -> stripe.v1().paymentIntents().create(payment(token).build()))
                .isInstanceOfSatisfying(
                        CardException.class,
                        refusal -> assertThat(refusal.getCode()).isEqualTo(code));
    }

    @Test
    void opensListsAndExpiresACheckout() throws StripeException {
        Customer ada = ada();
        var sessions = stripe.v1().checkout().sessions();

        Session open = sessions.create(World.tenDollars().setCustomer(ada.getId()).build());
        Session expired = sessions.expire(open.getId());

        assertThat(open.getStatus()).isEqualTo("open");
        assertThat(open.getUrl()).startsWith("http");
        assertThat(open.getAmountTotal()).isEqualTo(1000);
        assertThat(sessions.lineItems().list(open.getId()).getData().getFirst().getDescription())
                .isEqualTo("Credit <$10>");
        assertThat(expired.getStatus()).isEqualTo("expired");
        assertThat(
                        sessions.list(SessionListParams.builder().setCustomer(ada.getId()).build())
                                .getData())
                .extracting(Session::getId)
                .containsExactly(open.getId());
        assertThatThrownBy(() -> sessions.expire(open.getId()))
                .isInstanceOf(InvalidRequestException.class);
    }

    @Test
    void addsTaxToAPriceThatSaysSo() throws StripeException {
        SessionCreateParams.LineItem.PriceData price =
                SessionCreateParams.LineItem.PriceData.builder()
                        .setCurrency("usd")
                        .setUnitAmount(1000L)
                        .setTaxBehavior(
                                SessionCreateParams.LineItem.PriceData.TaxBehavior.EXCLUSIVE)
                        .setProductData(
                                SessionCreateParams.LineItem.PriceData.ProductData.builder()
                                        .setName("Credit")
                                        .build())
                        .build();
        var sessions = stripe.v1().checkout().sessions();

        Session open =
                sessions.create(
                        SessionCreateParams.builder()
                                .setMode(SessionCreateParams.Mode.PAYMENT)
                                .setSuccessUrl("http://127.0.0.1:8080/credit")
                                .addLineItem(
                                        SessionCreateParams.LineItem.builder()
                                                .setQuantity(1L)
                                                .setPriceData(price)
                                                .build())
                                .build());

        assertThat(sessions.lineItems().list(open.getId()).getData().getFirst().getPrice())
                .satisfies(
                        it -> {
                            assertThat(it.getTaxBehavior()).isEqualTo("exclusive");
                            assertThat(it.getUnitAmount()).isEqualTo(1000L);
                        });
        sessions.expire(open.getId());
    }

    @Test
    void refundsAPartAndNeverMoreThanWasPaid() throws StripeException {
        PaymentIntent paid = stripe.v1().paymentIntents().create(payment("pm_card_visa").build());

        Refund part = stripe.v1().refunds().create(refund(paid, 500));

        assertThat(part.getStatus()).isEqualTo("succeeded");
        assertThat(part.getCharge()).isEqualTo(paid.getLatestCharge());
        assertThat(stripe.v1().charges().retrieve(part.getCharge()).getAmountRefunded())
                .isEqualTo(500);
        assertThatThrownBy(() -> stripe.v1().refunds().create(refund(paid, 1501)))
                .isInstanceOf(InvalidRequestException.class);
    }

    @Test
    void paysOnceForOneKeyAndRefusesOtherParametersUnderIt() throws StripeException {
        RequestOptions key =
                RequestOptions.builder().setIdempotencyKey(UUID.randomUUID().toString()).build();
        var intents = stripe.v1().paymentIntents();

        PaymentIntent first = intents.create(payment("pm_card_visa").build(), key);
        PaymentIntent again = intents.create(payment("pm_card_visa").build(), key);

        assertThat(again.getId()).isEqualTo(first.getId());
        assertThatThrownBy(
                        () -> intents.create(payment("pm_card_visa").setAmount(2100L).build(), key))
                .isInstanceOf(IdempotencyException.class);
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertThatThrownBy(
                        () ->
                                stripe.v1()
                                        .customers()
                                        .create(
                                                CustomerCreateParams.builder()
                                                        .putExtraParam("colour", "red")
                                                        .build()))
                .isInstanceOfSatisfying(
                        InvalidRequestException.class,
                        refusal -> {
                            assertThat(refusal.getCode()).isEqualTo("parameter_unknown");
                            assertThat(refusal.getParam()).isEqualTo("colour");
                        });
        assertThatThrownBy(() -> stripe.v1().paymentIntents().retrieve("pi_nobody"))
                .isInstanceOfSatisfying(
                        InvalidRequestException.class,
                        refusal -> assertThat(refusal.getCode()).isEqualTo("resource_missing"));
    }

    @Test
    void takesTheMoneyBackWhenACardholderDisputes() throws StripeException {
        PaymentIntent paid =
                stripe.v1().paymentIntents().create(payment("pm_card_createDispute").build());

        List<Dispute> disputes =
                await().atMost(PATIENCE).until(() -> disputesOf(paid), list -> !list.isEmpty());

        assertThat(disputes.getFirst().getStatus()).isEqualTo("needs_response");
        assertThat(disputes.getFirst().getReason()).isEqualTo("fraudulent");
        assertThat(disputes.getFirst().getBalanceTransactions().getFirst().getType())
                .isEqualTo("adjustment");
        assertThat(stripe.v1().disputes().close(disputes.getFirst().getId()).getStatus())
                .isEqualTo("lost");
    }

    @Test
    void pinsTheVersionOfAWebhookEndpoint() throws StripeException {
        var endpoints = stripe.v1().webhookEndpoints();

        WebhookEndpoint endpoint =
                endpoints.create(
                        WebhookEndpointCreateParams.builder()
                                .setUrl("https://example.com/hook")
                                .setApiVersion(
                                        WebhookEndpointCreateParams.ApiVersion
                                                .VERSION_2026_07_29_DAHLIA)
                                .addEnabledEvent(
                                        WebhookEndpointCreateParams.EnabledEvent
                                                .CHECKOUT__SESSION__COMPLETED)
                                .build());
        WebhookEndpoint found = endpoints.retrieve(endpoint.getId());

        assertThat(endpoint.getSecret()).startsWith("whsec_");
        assertThat(found.getSecret()).isNull();
        assertThat(found.getApiVersion()).isEqualTo("2026-07-29.dahlia");
        assertThat(endpoints.delete(endpoint.getId()).getDeleted()).isTrue();
    }

    private Customer ada() throws StripeException {
        Customer ada =
                stripe.v1()
                        .customers()
                        .create(
                                CustomerCreateParams.builder()
                                        .setName("Ada")
                                        .setEmail("ada@acme.example")
                                        .build());
        made.add(ada);
        return ada;
    }

    private PaymentMethod saved(String token, Customer customer) throws StripeException {
        return stripe.v1()
                .paymentMethods()
                .attach(
                        token,
                        PaymentMethodAttachParams.builder().setCustomer(customer.getId()).build());
    }

    /** Twenty dollars, at once. */
    private static PaymentIntentCreateParams.Builder payment(String method) {
        return PaymentIntentCreateParams.builder()
                .setAmount(2000L)
                .setCurrency("usd")
                .addPaymentMethodType("card")
                .setPaymentMethod(method)
                .setConfirm(true);
    }

    private static PaymentIntentCreateParams offSession(Customer customer, PaymentMethod card) {
        return payment(card.getId()).setCustomer(customer.getId()).setOffSession(true).build();
    }

    private static RefundCreateParams refund(PaymentIntent paid, long cents) {
        return RefundCreateParams.builder().setPaymentIntent(paid.getId()).setAmount(cents).build();
    }

    private List<Dispute> disputesOf(PaymentIntent paid) throws StripeException {
        return stripe.v1()
                .disputes()
                .list(DisputeListParams.builder().setPaymentIntent(paid.getId()).build())
                .getData();
    }

    /** The ids of what the newest events of a type are about. */
    private List<String> newest(String type) throws StripeException {
        return stripe
                .v1()
                .events()
                .list(EventListParams.builder().setType(type).setLimit(20L).build())
                .getData()
                .stream()
                .map(event -> event.getDataObjectDeserializer().getObject().orElseThrow())
                .map(about -> ((HasId) about).getId())
                .toList();
    }
}
