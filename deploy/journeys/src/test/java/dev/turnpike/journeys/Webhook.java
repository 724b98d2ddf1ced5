package dev.turnpike.journeys;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Tells the product of events, as the payment provider does. */
final class Webhook {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Webhook() {}

    /** Tells the server that people know; returns the status of its answer. */
    static int deliver(String event, String signature) {
        return deliver(
                Stage.turnpike().publicUrl(),
                event.getBytes(StandardCharsets.UTF_8),
                "Stripe-Signature",
                signature);
    }

    /** Tells one of several servers, with a signature of this moment. */
    static int deliverTo(String server, String event) {
        return deliver(
                server,
                event.getBytes(StandardCharsets.UTF_8),
                "Stripe-Signature",
                signed(event, Instant.now().getEpochSecond()));
    }

    static int deliver(String server, byte[] body, String... headers) {
        return Wire.exchange(
                        HttpRequest.newBuilder(URI.create(server + "/api/webhooks/stripe"))
                                .timeout(PATIENCE)
                                .header("Content-Type", "application/json")
                                .headers(headers)
                                .POST(BodyPublishers.ofByteArray(body))
                                .build(),
                        BodyHandlers.discarding())
                .statusCode();
    }

    /** The header with which this event is genuine. */
    static String signed(String event, long time) {
        return "t=%d,v1=%s".formatted(time, digest(event, time, Stage.turnpike().webhookSecret()));
    }

    static String digest(String event, long time, String secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of()
                    .formatHex(mac.doFinal((time + "." + event).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
