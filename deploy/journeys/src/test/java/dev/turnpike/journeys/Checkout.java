package dev.turnpike.journeys;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.credits.PurchaseId;
import dev.turnpike.billing.money.Usd;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A purchase whose checkout waits at the payment sandbox: for journeys about events. */
record Checkout(String id, String page) {

    static final String SECRET_KEY = "sk_test_journeys";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Of $10. */
    static Checkout openFor(Tenant tenant) {
        return openFor(tenant.account(), 1_000);
    }

    static Checkout openFor(AccountId account, int cents) {
        PurchaseId purchase = PurchaseId.next();
        JsonNode session =
                sandbox(
                        "/v1/checkout/sessions",
                        Map.of(
                                "mode", "payment",
                                "success_url", Stage.turnpike().publicUrl() + "/",
                                "client_reference_id", purchase.toString(),
                                "line_items[0][quantity]", "1",
                                "line_items[0][price_data][currency]", "usd",
                                "line_items[0][price_data][unit_amount]", String.valueOf(cents),
                                "line_items[0][price_data][product_data][name]", "Credit"));
        store(purchase, account, Usd.ofCents(cents), session.path("id").asString());
        return new Checkout(session.path("id").asString(), session.path("url").asString());
    }

    void pay() {
        post(
                URI.create(page),
                Map.of(
                        "email", "ada@example.com",
                        "card_number", "4242424242424242",
                        "expiry", "12/40",
                        "cvc", "123"));
    }

    /** The charge that it was paid by. */
    String charge() {
        JsonNode session = ask("/v1/checkout/sessions/" + id);
        return ask("/v1/payment_intents/" + session.path("payment_intent").asString())
                .path("latest_charge")
                .asString();
    }

    /** The event that says that it was paid, as the payment provider made it. */
    String event() {
        for (JsonNode event :
                ask("/v1/events?type=checkout.session.completed&limit=20").path("data")) {
            if (event.at("/data/object/id").asString().equals(id)) {
                return event.toString();
            }
        }
        throw new IllegalStateException("There is no event about " + this);
    }

    /** Sets all fault knobs of the sandbox at once. */
    static void faults(String knobs) {
        turn("/sandbox/faults", knobs);
    }

    /** What the sandbox answers to a request that changes nothing. */
    static JsonNode ask(String path) {
        return JSON.readTree(
                send(
                        HttpRequest.newBuilder(address(path))
                                .header("Authorization", "Bearer " + SECRET_KEY)
                                .build()));
    }

    /** A request at one of the sandbox's own knobs. */
    static void turn(String path, String json) {
        send(
                HttpRequest.newBuilder(address(path))
                        .header("Authorization", "Bearer " + SECRET_KEY)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(json))
                        .build());
    }

    static JsonNode sandbox(String path, Map<String, String> form) {
        return JSON.readTree(post(address(path), form));
    }

    private static URI address(String path) {
        return URI.create(
                "http://127.0.0.1:" + Stage.turnpike().settings().ports().payments() + path);
    }

    private static String post(URI address, Map<String, String> form) {
        String body =
                form.entrySet().stream()
                        .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                        .collect(Collectors.joining("&"));
        return send(
                HttpRequest.newBuilder(address)
                        .header("Authorization", "Bearer " + SECRET_KEY)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build());
    }

    private static String send(HttpRequest request) {
        var response = Wire.exchange(request, BodyHandlers.ofString());
        if (response.statusCode() >= 400) {
            throw new IllegalStateException(request.uri() + ": " + response.body());
        }
        return response.body();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static void store(PurchaseId purchase, AccountId account, Usd amount, String checkout) {
        try (Connection database = Stage.turnpike().connectAsSuperuser();
                PreparedStatement insert =
                        database.prepareStatement(
                                """
                                insert into purchase (purchase_id, account_id, amount_nanos, status,
                                    buyer_email, created_at, checkout_id)
                                values (?, ?, ?, 'OPEN', 'ada@example.com', now(), ?)""")) {
            insert.setObject(1, purchase.value());
            insert.setObject(2, account.value());
            insert.setLong(3, amount.nanos());
            insert.setString(4, checkout);
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot store a purchase", e);
        }
    }
}
