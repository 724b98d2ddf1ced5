package dev.turnpike.sandbox.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.CardException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.Customer;
import com.stripe.model.PaymentIntent;
import com.stripe.model.SetupIntent;
import com.stripe.param.PaymentIntentCreateParams;
import com.stripe.param.PaymentIntentCreateParams.SetupFutureUsage;
import com.stripe.param.SetupIntentCreateParams;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The holder of a card answers the bank, and the payment or the setup goes on. */
class AuthenticationTest {

    private static final String RETURN_URL = "http://127.0.0.1:8080/credit?by=ada";
    private static final Map<String, String> YES = Map.of("answer", "yes");
    private static final Map<String, String> NO = Map.of("answer", "no");

    private final World world = new World();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void paysWhenTheHolderSaysYes() throws StripeException {
        PaymentIntent waiting = create(payment().setReturnUrl(RETURN_URL));
        String page = page(waiting.getNextAction().getRedirectToUrl().getUrl());

        assertThat(world.get(page).body()).contains("pay $20.00", "no real money");
        HttpResponse<String> back = world.post(page, YES);

        assertThat(back.statusCode()).isEqualTo(303);
        assertThat(back.headers().firstValue("Location"))
                .contains(
                        RETURN_URL
                                + "&payment_intent="
                                + waiting.getId()
                                + "&payment_intent_client_secret="
                                + waiting.getClientSecret()
                                + "&redirect_status=succeeded");
        assertThat(find(waiting).getStatus()).isEqualTo("succeeded");
        assertThat(find(waiting).getNextAction()).isNull();
        assertThat(world.eventTypes())
                .containsExactly(
                        "payment_intent.created",
                        "payment_intent.requires_action",
                        "charge.succeeded",
                        "payment_intent.succeeded");
    }

    @Test
    void chargesNothingWhenTheHolderSaysNo() throws StripeException {
        PaymentIntent waiting = create(payment().setReturnUrl(RETURN_URL));

        HttpResponse<String> back =
                world.post(page(waiting.getNextAction().getRedirectToUrl().getUrl()), NO);

        assertThat(back.headers().firstValue("Location").orElseThrow())
                .endsWith("redirect_status=failed");
        assertThat(find(waiting).getStatus()).isEqualTo("requires_payment_method");
        assertThat(find(waiting).getLastPaymentError().getCode())
                .isEqualTo("payment_intent_authentication_failure");
        assertThat(world.stripe.v1().charges().list().getData()).isEmpty();
        assertThat(world.eventTypes()).endsWith("payment_intent.payment_failed");
    }

    @Test
    void asksOnceAndOnlyAboutWhatWaits() throws StripeException {
        PaymentIntent waiting = create(payment());
        String page = "/authenticate/" + waiting.getId();

        assertThat(waiting.getNextAction().getType()).isEqualTo("use_stripe_sdk");
        assertThat(world.post(page, Map.of("answer", "perhaps")).statusCode()).isEqualTo(422);
        assertThat(world.post(page, YES).statusCode()).isEqualTo(200);
        assertThat(world.post(page, YES).statusCode()).isEqualTo(409);
        assertThat(world.get(page).statusCode()).isEqualTo(409);
        assertThat(world.get("/authenticate/pi_nobody").statusCode()).isEqualTo(404);
        assertThat(world.get("/authenticate/nonsense").statusCode()).isEqualTo(404);
        assertThat(world.api("PUT", page, "").statusCode()).isEqualTo(409);
        assertThat(find(waiting).getStatus()).isEqualTo("succeeded");
    }

    @Test
    void sendsNobodyToWhatIsNoAddress() {
        assertThatThrownBy(() -> create(payment().setReturnUrl("nowhere")))
                .isInstanceOfSatisfying(
                        InvalidRequestException.class,
                        refused -> assertThat(refused.getParam()).isEqualTo("return_url"));
    }

    @Test
    void trustsTheSavedCardOfAHolderWhoSaidYes() throws StripeException {
        Customer ada = world.ada();
        PaymentIntent waiting =
                create(
                        payment("pm_card_authenticationRequiredOnSetup")
                                .setCustomer(ada.getId())
                                .setSetupFutureUsage(SetupFutureUsage.OFF_SESSION));

        world.post("/authenticate/" + waiting.getId(), YES);

        PaymentIntent later = create(world.twentyDollarsFrom(ada, world.cardOf(ada)));
        assertThat(later.getStatus()).isEqualTo("succeeded");
    }

    @Test
    void savesACardWithoutAPayment() throws StripeException {
        Customer ada = world.ada();

        SetupIntent done = setUp(ada, "pm_card_visa");

        assertThat(done.getStatus()).isEqualTo("succeeded");
        assertThat(world.cardOf(ada).getId()).isEqualTo(done.getPaymentMethod());
        assertThat(world.eventTypes())
                .endsWith(
                        "setup_intent.created",
                        "payment_method.attached",
                        "setup_intent.succeeded");
        assertThatThrownBy(() -> world.stripe.v1().setupIntents().cancel(done.getId()))
                .isInstanceOfSatisfying(
                        InvalidRequestException.class,
                        refused ->
                                assertThat(refused.getCode())
                                        .isEqualTo("setup_intent_unexpected_state"));
    }

    @Test
    void savesACardOnceItsHolderSaidYes() throws StripeException {
        Customer ada = world.ada();

        SetupIntent waiting = setUp(ada, "pm_card_authenticationRequiredOnSetup");
        world.post("/authenticate/" + waiting.getId(), YES);

        assertThat(waiting.getStatus()).isEqualTo("requires_action");
        assertThat(world.stripe.v1().setupIntents().retrieve(waiting.getId()).getStatus())
                .isEqualTo("succeeded");
        assertThat(create(world.twentyDollarsFrom(ada, world.cardOf(ada))).getStatus())
                .isEqualTo("succeeded");
    }

    @Test
    void savesNoCardThatItsHolderOrItsBankRefuses() throws StripeException {
        Customer ada = world.ada();
        SetupIntent waiting = setUp(ada, "pm_card_authenticationRequired");

        world.post("/authenticate/" + waiting.getId(), NO);

        assertThat(
                        world.stripe
                                .v1()
                                .setupIntents()
                                .retrieve(waiting.getId())
                                .getLastSetupError()
                                .getCode())
                .isEqualTo("setup_intent_authentication_failure");
        assertThatThrownBy(() -> setUp(ada, "pm_card_chargeDeclined"))
                .isInstanceOfSatisfying(
                        CardException.class,
                        refusal ->
                                assertThat(
                                                refusal.getStripeError()
                                                        .getSetupIntent()
                                                        .getLastSetupError()
                                                        .getDeclineCode())
                                        .isEqualTo("generic_decline"));
        assertThat(world.stripe.v1().customers().paymentMethods().list(ada.getId()).getData())
                .isEmpty();
    }

    private static PaymentIntentCreateParams.Builder payment() {
        return payment("pm_card_authenticationRequired");
    }

    private static PaymentIntentCreateParams.Builder payment(String card) {
        return PaymentIntentCreateParams.builder()
                .setAmount(2000L)
                .setCurrency("usd")
                .setPaymentMethod(card)
                .setConfirm(true);
    }

    private PaymentIntent create(PaymentIntentCreateParams.Builder payment) throws StripeException {
        return world.stripe.v1().paymentIntents().create(payment.build());
    }

    private PaymentIntent find(PaymentIntent intent) throws StripeException {
        return world.stripe.v1().paymentIntents().retrieve(intent.getId());
    }

    private SetupIntent setUp(Customer customer, String card) throws StripeException {
        return world.stripe
                .v1()
                .setupIntents()
                .create(
                        SetupIntentCreateParams.builder()
                                .setCustomer(customer.getId())
                                .setPaymentMethod(card)
                                .setConfirm(true)
                                .build());
    }

    private static String page(String url) {
        return URI.create(url).getPath();
    }
}
