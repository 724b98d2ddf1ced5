package dev.turnpike.sandbox.payments;

import com.stripe.exception.SignatureVerificationException;
import com.stripe.model.Event;
import com.stripe.net.Webhook;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** The receiver of webhooks: it verifies each with Stripe's own library and remembers it. */
final class Shop implements AutoCloseable {

    static final String WEBHOOK_SECRET = "whsec_sandbox_of_acme";

    private final HttpServer server;
    private volatile String secret = WEBHOOK_SECRET;
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final List<Long> signedAt = new CopyOnWriteArrayList<>();
    private final AtomicInteger forgeries = new AtomicInteger();
    private final AtomicInteger refusalsLeft = new AtomicInteger();

    Shop() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException unusable) {
            throw new UncheckedIOException(unusable);
        }
        server.createContext("/", this::receive);
        server.start();
    }

    String webhookUrl() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/api/webhooks/stripe";
    }

    /** For an endpoint that the shop made by the API. */
    void knowSecret(String other) {
        secret = other;
    }

    void refuseNext(int deliveries) {
        refusalsLeft.set(deliveries);
    }

    List<String> eventTypes() {
        return events.stream().map(Event::getType).toList();
    }

    List<String> eventIds() {
        return events.stream().map(Event::getId).toList();
    }

    List<Event> events() {
        return List.copyOf(events);
    }

    /** When the deliveries say they were signed, in seconds since 1970. */
    List<Long> signedAt() {
        return List.copyOf(signedAt);
    }

    int forgeries() {
        return forgeries.get();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            String payload =
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status(exchange, payload), -1);
        }
    }

    private int status(HttpExchange exchange, String payload) {
        if (refusalsLeft.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            return 503;
        }
        String signature = exchange.getRequestHeaders().getFirst("Stripe-Signature");
        signedAt.add(Long.valueOf(signature.substring(2, signature.indexOf(','))));
        try {
            // Without the age check: some tests move the sandbox's clock.
            Event event = Webhook.constructEvent(payload, signature, secret, 0);
            StripeSchema.check(payload);
            events.add(event);
            return 200;
        } catch (SignatureVerificationException forged) {
            forgeries.incrementAndGet();
            return 400;
        }
    }
}
