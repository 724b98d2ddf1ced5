package dev.turnpike.sandbox.payments.webhooks;

import dev.turnpike.sandbox.payments.objects.Json;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.node.ObjectNode;

/** One signed request to a webhook address. */
public final class WebhookCall implements AutoCloseable {

    /** The address is on the same machine; two seconds are long. */
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

    /** Stripe waits about as long before it counts a delivery as failed. */
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(10);

    // HTTP/1.1: the shop's server need not cope with an upgrade offer on plain HTTP.
    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(CONNECT_TIMEOUT)
                    .build();
    private final InstantSource clock;

    public WebhookCall(InstantSource clock) {
        this.clock = clock;
    }

    /** Sends all copies at once; whether the receiver took every one of them. */
    boolean deliver(
            ObjectNode event, Destination destination, int copies, boolean isSignedWrongly) {
        HttpRequest request = request(Json.print(event), destination, isSignedWrongly);
        var answers = new ArrayList<CompletableFuture<Boolean>>();
        for (int copy = 0; copy < copies; copy++) {
            answers.add(
                    client.sendAsync(request, BodyHandlers.discarding())
                            .handle(
                                    (answer, failure) ->
                                            failure == null && answer.statusCode() / 100 == 2));
        }
        return answers.stream().map(CompletableFuture::join).allMatch(Boolean::booleanValue);
    }

    @Override
    public void close() {
        client.shutdownNow();
    }

    private HttpRequest request(String payload, Destination destination, boolean isSignedWrongly) {
        String key = destination.secret() + (isSignedWrongly ? "-wrong" : "");
        long now = clock.instant().getEpochSecond();
        return HttpRequest.newBuilder(destination.address())
                .timeout(ANSWER_TIMEOUT)
                .header("Content-Type", "application/json; charset=utf-8")
                .header("User-Agent", "Turnpike-Payment-Sandbox/1.0")
                .header("Stripe-Signature", WebhookSignature.header(key, now, payload))
                .POST(HttpRequest.BodyPublishers.ofString(payload))
                .build();
    }
}
