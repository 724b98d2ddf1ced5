package dev.turnpike.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * Streams of one tenant that run at once, each of its own length, and what is seen of their ends.
 */
final class LiveStreams {

    /** They take from two to eleven seconds, so that whatever happens meets some in each state. */
    private static final int MIN_TOKENS = 6;

    private static final int MAX_TOKENS = 36;
    private static final int INTERVAL_MILLIS = 300;

    private final List<CompletableFuture<Optional<Receipt>>> ends;

    private LiveStreams(List<CompletableFuture<Optional<Receipt>>> ends) {
        this.ends = ends;
    }

    static LiveStreams start(String server, Tenant tenant, int count, RandomGenerator random) {
        return new LiveStreams(
                Stream.generate(() -> random.nextInt(MIN_TOKENS, MAX_TOKENS))
                        .limit(count)
                        .map(tokens -> start(server, tenant, tokens))
                        .toList());
    }

    /** Waits until none runs any more; of those whose end was seen. */
    List<Receipt> receipts() {
        return ends.stream().map(CompletableFuture::join).flatMap(Optional::stream).toList();
    }

    private static CompletableFuture<Optional<Receipt>> start(
            String server, Tenant tenant, int tokens) {
        String message =
                "[sandbox tokens=%d interval_ms=%d] Go on".formatted(tokens, INTERVAL_MILLIS);
        String body =
                Wire.chat("sandbox/lorem", message, ", \"stream\": true, \"max_tokens\": 100");
        return Wire.http()
                .sendAsync(Wire.requestTo(server, tenant.secret(), body), BodyHandlers.ofString())
                .thenApply(Receipt::of)
                .exceptionally(LiveStreams::cutOff);
    }

    private static Optional<Receipt> cutOff(Throwable fault) {
        assertThat(fault.getCause()).isInstanceOf(IOException.class);
        return Optional.empty();
    }
}
