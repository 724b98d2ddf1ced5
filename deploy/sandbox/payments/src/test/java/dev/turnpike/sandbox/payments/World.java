package dev.turnpike.sandbox.payments;

import com.stripe.StripeClient;
import com.stripe.exception.StripeException;
import com.stripe.model.Charge;
import com.stripe.model.Customer;
import com.stripe.model.Event;
import com.stripe.model.PaymentMethod;
import com.stripe.model.checkout.Session;
import com.stripe.net.HttpURLConnectionClient;
import com.stripe.net.StripeRequest;
import com.stripe.net.StripeResponse;
import com.stripe.param.CustomerCreateParams;
import com.stripe.param.EventListParams;
import com.stripe.param.PaymentIntentCreateParams;
import com.stripe.param.PaymentMethodListParams;
import com.stripe.param.checkout.SessionCreateParams;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A small world: the sandbox, a shop that listens, and Stripe's Java client of that shop. */
final class World implements AutoCloseable {

    static final String SECRET_KEY = "sk_test_acme0123456789";
    static final String GOOD_CARD = "4242 4242 4242 4242";

    final SettableClock clock = new SettableClock();
    final Shop shop;
    final PaymentSandbox sandbox;
    final StripeClient stripe;
    private final HttpClient http = HttpClient.newHttpClient();

    World() {
        this(new Shop(), null);
    }

    World(Shop shop, @Nullable Path dataFolder) {
        this.shop = shop;
        var settings =
                new PaymentSandboxSettings(
                        0, SECRET_KEY, shop.webhookUrl(), Shop.WEBHOOK_SECRET, null, dataFolder);
        var pauses = List.of(Duration.ofMillis(5), Duration.ofMillis(5), Duration.ofMillis(5));
        sandbox = PaymentSandbox.start(settings, new PaymentSandbox.Surroundings(clock, pauses));
        stripe =
                StripeClient.builder()
                        .setApiKey(SECRET_KEY)
                        .setApiBase(url(""))
                        .setMaxNetworkRetries(2)
                        .setHttpClient(new CheckedClient())
                        .build();
    }

    /** Every answer that Stripe's client gets is held against Stripe's types. */
    private static final class CheckedClient extends HttpURLConnectionClient {
        @Override
        public StripeResponse request(StripeRequest request)
                throws com.stripe.exception.ApiConnectionException {
            StripeResponse response = super.request(request);
            StripeSchema.check(response.body());
            return response;
        }
    }

    String url(String path) {
        return "http://127.0.0.1:" + sandbox.port() + path;
    }

    /** Ten dollars of credit, as the shop sells them. */
    static SessionCreateParams.Builder tenDollars() {
        return SessionCreateParams.builder()
                .setMode(SessionCreateParams.Mode.PAYMENT)
                .setSuccessUrl("http://127.0.0.1:8080/credit?session={CHECKOUT_SESSION_ID}")
                .setCancelUrl("http://127.0.0.1:8080/credit?canceled=1&by=ada")
                .setClientReferenceId("purchase-1")
                .addLineItem(
                        SessionCreateParams.LineItem.builder()
                                .setQuantity(1L)
                                .setPriceData(
                                        SessionCreateParams.LineItem.PriceData.builder()
                                                .setCurrency("usd")
                                                .setUnitAmount(1000L)
                                                .setProductData(
                                                        SessionCreateParams.LineItem.PriceData
                                                                .ProductData.builder()
                                                                .setName("Credit <$10>")
                                                                .build())
                                                .build())
                                .build());
    }

    Session openCheckout() throws StripeException {
        return stripe.v1().checkout().sessions().create(tenDollars().build());
    }

    HttpResponse<String> pay(String sessionId, String card) {
        return submit(sessionId, "ada@acme.example", card, "12/34", "123");
    }

    HttpResponse<String> submit(
            String sessionId, String email, String card, String expiry, String cvc) {
        return post(
                "/pay/" + sessionId,
                Map.of("email", email, "card_number", card, "expiry", expiry, "cvc", cvc));
    }

    /** What the pay page asks of everybody, with whatever a checkout asks besides. */
    HttpResponse<String> payWith(String sessionId, String card, Map<String, String> more) {
        var form = new LinkedHashMap<>(more);
        form.putAll(
                Map.of(
                        "email", "ada@acme.example",
                        "card_number", card,
                        "expiry", "12/34",
                        "cvc", "123"));
        return post("/pay/" + sessionId, form);
    }

    /** A form as a browser sends it. */
    HttpResponse<String> post(String path, Map<String, String> fields) {
        String form =
                fields.entrySet().stream()
                        .map(field -> field.getKey() + "=" + encoded(field.getValue()))
                        .collect(Collectors.joining("&"));
        return send(
                HttpRequest.newBuilder(URI.create(url(path)))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form))
                        .build());
    }

    /** Ada, with a card saved by a first purchase of ten dollars. */
    Customer adaWithSavedCard(String card) throws StripeException {
        Customer ada = ada();
        SessionCreateParams order =
                tenDollars()
                        .setCustomer(ada.getId())
                        .setPaymentIntentData(
                                SessionCreateParams.PaymentIntentData.builder()
                                        .setSetupFutureUsage(
                                                SessionCreateParams.PaymentIntentData
                                                        .SetupFutureUsage.OFF_SESSION)
                                        .build())
                        .build();
        pay(stripe.v1().checkout().sessions().create(order).getId(), card);
        return ada;
    }

    Customer ada() throws StripeException {
        return stripe.v1()
                .customers()
                .create(CustomerCreateParams.builder().setEmail("ada@acme.example").build());
    }

    /** The newest saved card of a customer. */
    PaymentMethod cardOf(Customer customer) throws StripeException {
        return stripe.v1()
                .paymentMethods()
                .list(PaymentMethodListParams.builder().setCustomer(customer.getId()).build())
                .getData()
                .getFirst();
    }

    /** Twenty dollars from a saved card whose holder is away. */
    PaymentIntentCreateParams.Builder twentyDollarsFrom(Customer customer, PaymentMethod card) {
        return PaymentIntentCreateParams.builder()
                .setAmount(2000L)
                .setCurrency("usd")
                .setCustomer(customer.getId())
                .setPaymentMethod(card.getId())
                .setOffSession(true)
                .setConfirm(true);
    }

    /** Ten dollars paid; the charge. */
    Charge paidCharge(String card) throws StripeException {
        pay(openCheckout().getId(), card);
        return stripe.v1().charges().list().getData().getFirst();
    }

    void knobs(String json) {
        if (api("POST", "/sandbox/faults", json).statusCode() != 200) {
            throw new IllegalArgumentException("The sandbox refused the knobs " + json);
        }
    }

    List<String> eventTypes() throws StripeException {
        return stripe
                .v1()
                .events()
                .list(EventListParams.builder().setLimit(100L).build())
                .getData()
                .reversed()
                .stream()
                .map(Event::getType)
                .toList();
    }

    HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(URI.create(url(path))).build());
    }

    /** A call with the secret key; further headers as name, value, name, value. */
    HttpResponse<String> api(String method, String path, String body, String... headers) {
        var request =
                HttpRequest.newBuilder(URI.create(url(path)))
                        .header("Authorization", "Bearer " + SECRET_KEY)
                        .method(method, BodyPublishers.ofString(body));
        for (int index = 0; index < headers.length; index += 2) {
            request.header(headers[index], headers[index + 1]);
        }
        return send(request.build());
    }

    HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        http.close();
        sandbox.close();
        shop.close();
    }
}
