package dev.turnpike.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.billing.money.Usd;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The database is killed under a hundred live streams and comes back. New calls are told at once to
 * come again, streams that run go on to their end, and every one of them is settled once.
 */
@ExtendWith(Stage.class)
class C04_DatabaseKillIT {

    /** How often; the long version of this proof sets it to 50. */
    private static final int ROUNDS = Integer.getInteger("turnpike.database.kill.rounds", 5);

    private static final int STREAMS = 100;
    private static final long SEED = 4_712L;
    private static final int SERVICE_UNAVAILABLE = 503;
    private static final int OK = 200;

    /** What a caller waits at most for the word that it should come again. */
    private static final Duration PROMPT = Duration.ofSeconds(1);

    /** From the moment at which the database answers again. */
    private static final Duration RECOVERY = Duration.ofSeconds(10);

    @TestFactory
    Stream<DynamicTest> noCallIsLostOrSettledTwice() {
        return IntStream.rangeClosed(1, ROUNDS)
                .mapToObj(
                        round ->
                                DynamicTest.dynamicTest(
                                        "round " + round, () -> kill(new Random(SEED + round))));
    }

    private static void kill(Random random) {
        Tenant ada = Tenant.with(Usd.parse("10"));
        Tenant newcomer = Tenant.with(Usd.parse("1"));
        List<CompletableFuture<Boolean>> streams =
                Collections.nCopies(STREAMS, ada).stream()
                        .map(tenant -> start(tenant, random.nextInt(6, 36)))
                        .toList();
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> settled(ada) >= STREAMS / 10);

        Stage.turnpike().killDatabase();
        isToldToComeAgain(newcomer);
        Stage.turnpike().startDatabase();

        Awaitility.await().atMost(RECOVERY).until(() -> echo(newcomer).status() == OK);
        assertThat(streams.stream().allMatch(CompletableFuture::join))
                .as("all streams came to their end")
                .isTrue();
        assertThat(settled(ada)).as("settled streams").isEqualTo(STREAMS);
        Books.nothingIsHeld(ada.account());
        assertThat(Books.posted(ada.account())).isEqualTo(Usd.parse("10").minus(charged(ada)));
        Books.balance();
    }

    private static void isToldToComeAgain(Tenant tenant) {
        long start = System.nanoTime();
        Wire.Answer answer = echo(tenant);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(PROMPT);
        assertThat(answer.status()).isEqualTo(SERVICE_UNAVAILABLE);
        assertThat(answer.header("Retry-After")).isNotEmpty();
    }

    private static Wire.Answer echo(Tenant tenant) {
        return Wire.post(tenant.secret(), Wire.chat("sandbox/echo", "Hello", ""));
    }

    /** Completes with whether the end mark was seen. */
    private static CompletableFuture<Boolean> start(Tenant tenant, int tokens) {
        String message = "[sandbox tokens=%d interval_ms=300] Go on".formatted(tokens);
        String body =
                Wire.chat("sandbox/lorem", message, ", \"stream\": true, \"max_tokens\": 100");
        return Wire.http()
                .sendAsync(Wire.request(tenant.secret(), body), BodyHandlers.ofLines())
                .thenApplyAsync(C04_DatabaseKillIT::sawTheEnd);
    }

    private static boolean sawTheEnd(HttpResponse<Stream<String>> response) {
        try (Stream<String> lines = response.body()) {
            return lines.anyMatch("data: [DONE]"::equals);
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
