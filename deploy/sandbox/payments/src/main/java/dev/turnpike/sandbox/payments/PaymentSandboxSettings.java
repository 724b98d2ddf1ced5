package dev.turnpike.sandbox.payments;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Says where the payment sandbox listens, whom it knows, and whom it tells.
 *
 * @param port on 127.0.0.1; 0 takes a free one
 * @param secretKey what callers must present; never a live key
 * @param webhookUrl where events are sent
 * @param webhookSecret what events are signed with
 * @param publicUrl under which a browser reaches the pay pages, or null for 127.0.0.1 and the port
 * @param dataFolder where purchases are kept across restarts, or null to forget them
 */
public record PaymentSandboxSettings(
        int port,
        String secretKey,
        String webhookUrl,
        String webhookSecret,
        @Nullable String publicUrl,
        @Nullable Path dataFolder) {

    private static final int DEFAULT_PORT = 8082;
    private static final String DEFAULT_SHOP = "http://127.0.0.1:8080";
    private static final String WEBHOOK_PATH = "/api/webhooks/stripe";

    public PaymentSandboxSettings {
        if (secretKey.startsWith("sk_live_") || secretKey.startsWith("rk_live_")) {
            throw new IllegalArgumentException(
                    "The payment sandbox does not start with a live Stripe key: no real money moves here, so give it a key that starts with sk_test_.");
        }
        requireText(secretKey, "TURNPIKE_STRIPE_SECRET_KEY");
        requireText(webhookSecret, "TURNPIKE_STRIPE_WEBHOOK_SECRET");
        requireText(webhookUrl, "TURNPIKE_PUBLIC_URL");
    }

    /** Reads the settings as the README lists them. */
    static PaymentSandboxSettings from(Map<String, String> environment) {
        String shop = environment.getOrDefault("TURNPIKE_PUBLIC_URL", DEFAULT_SHOP);
        String folder = environment.getOrDefault("TURNPIKE_SANDBOX_DATA", "");
        return new PaymentSandboxSettings(
                port(environment.get("TURNPIKE_SANDBOX_PAYMENTS_PORT")),
                environment.getOrDefault("TURNPIKE_STRIPE_SECRET_KEY", ""),
                withoutSlash(shop) + WEBHOOK_PATH,
                environment.getOrDefault("TURNPIKE_STRIPE_WEBHOOK_SECRET", ""),
                environment.get("TURNPIKE_SANDBOX_PAYMENTS_URL"),
                folder.isEmpty() ? null : Path.of(folder));
    }

    /** Without the keys, so that they cannot slip into a log. */
    @Override
    public String toString() {
        return "PaymentSandboxSettings[port=%d, webhookUrl=%s]".formatted(port, webhookUrl);
    }

    static String withoutSlash(String url) {
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    private static int port(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return DEFAULT_PORT;
        }
        if (!text.matches("\\d{1,5}")) {
            throw new IllegalArgumentException(
                    "TURNPIKE_SANDBOX_PAYMENTS_PORT must be a port number, but is " + text + ".");
        }
        return Integer.parseInt(text);
    }

    private static void requireText(String text, String name) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("The payment sandbox needs " + name + ".");
        }
    }
}
