package dev.turnpike.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.billing.money.Usd;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The server is killed under a hundred live streams. What a client saw finished is settled once,
 * what it did not is not lost twice, and no credit stays frozen.
 */
@ExtendWith(Stage.class)
class C02_KillIT {

    private static final int STREAMS = 100;

    /** The lifetime of a hold on this stage, and two looks of the expiry, which comes every 5 s. */
    private static final Duration HOLD_EXPIRY =
            Duration.ofSeconds(Long.parseLong(Stage.HOLD_LIFETIME_SECONDS) + 10);

    private static final long SEED = 4_711L;

    @RepeatedTest(5)
    void whatWasFinishedIsSettledAndTheRestGivenBack(RepetitionInfo round) {
        Tenant ada = Tenant.with(Usd.parse("10"));
        Random random = new Random(SEED + round.getCurrentRepetition());
        List<CompletableFuture<Boolean>> streams =
                Collections.nCopies(STREAMS, ada).stream()
                        .map(tenant -> start(tenant, random.nextInt(2, 12)))
                        .toList();
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> settled(ada) >= STREAMS / 4);

        Stage.turnpike().killServer();
        long sawTheEnd = streams.stream().filter(CompletableFuture::join).count();
        Stage.turnpike().startServer();

        assertThat(settled(ada)).as("settled calls").isGreaterThanOrEqualTo(sawTheEnd);
        assertThat(settled(ada)).as("calls that were cut off").isLessThan(STREAMS);
        Awaitility.await()
                .atMost(HOLD_EXPIRY)
                .untilAsserted(() -> assertThat(Books.held(ada.account())).isEqualTo(Usd.ZERO));
        assertThat(Books.posted(ada.account())).isEqualTo(Usd.parse("10").minus(charged(ada)));
        Books.balance();
    }

    /** Completes with whether the end mark was seen. */
    private static CompletableFuture<Boolean> start(Tenant tenant, int tokens) {
        String body =
                Wire.chat(
                        "sandbox/lorem",
                        "[sandbox tokens=%d interval_ms=300] Go on".formatted(tokens * 3),
                        ", \"stream\": true, \"max_tokens\": 100");
        return Wire.http()
                .sendAsync(Wire.request(tenant.secret(), body), BodyHandlers.ofLines())
                .thenApplyAsync(C02_KillIT::sawTheEnd)
                .exceptionally(_ -> false);
    }

    private static boolean sawTheEnd(HttpResponse<Stream<String>> response) {
        try (Stream<String> lines = response.body()) {
            return lines.anyMatch("data: [DONE]"::equals);
        } catch (UncheckedIOException cut) {
            assertThat(cut.getCause()).isInstanceOf(IOException.class);
            return false;
        }
    }

    private static long settled(Tenant tenant) {
        return Books.number(
                "select count(*) from generation where status = 'COMPLETED' and account_id = ?",
                tenant.account());
    }

    private static Usd charged(Tenant tenant) {
        return new Usd(
                Books.number(
                        "select coalesce(sum(cost_nanos), 0) from generation where account_id = ?",
                        tenant.account()));
    }
}
