package dev.turnpike.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.billing.money.Usd;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
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
    private static final long SEED = Long.getLong("turnpike.database.kill.seed", 4_712);
    private static final int SERVICE_UNAVAILABLE = 503;
    private static final int OK = 200;

    /** What a caller waits at most for the word that it should come again. */
    private static final Duration PROMPT = Duration.ofSeconds(1);

    /** From the moment at which the database answers again. */
    private static final Duration RECOVERY = Duration.ofSeconds(10);

    private static int held;
    private static Duration longest = Duration.ZERO;

    @AfterAll
    static void report() {
        Proof.report(
                "database-kill",
                "seed %d, %d rounds, %d streams each finished and settled once, calls taken %d ms after the database at most"
                        .formatted(SEED, held, STREAMS, longest.toMillis()));
    }

    @TestFactory
    Stream<DynamicTest> noCallIsLostOrSettledTwice() {
        return IntStream.rangeClosed(1, ROUNDS)
                .mapToObj(
                        round ->
                                DynamicTest.dynamicTest(
                                        "round " + round,
                                        () -> kill(new SplittableRandom(SEED + round))));
    }

    private static void kill(RandomGenerator random) {
        Tenant ada = Tenant.with(Usd.parse("10"));
        Tenant newcomer = Tenant.with(Usd.parse("1"));
        LiveStreams streams = LiveStreams.start(Stage.turnpike().publicUrl(), ada, STREAMS, random);
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> Books.settled(ada.account()) >= STREAMS / 10);

        Stage.turnpike().killDatabase();
        try {
            isToldToComeAgain(newcomer);
        } finally {
            Stage.turnpike().startDatabase();
        }
        long back = System.nanoTime();

        Awaitility.await().atMost(RECOVERY).until(() -> echo(newcomer).status() == OK);
        Duration recovered = Duration.ofNanos(System.nanoTime() - back);
        longest = recovered.compareTo(longest) > 0 ? recovered : longest;
        assertThat(streams.receipts()).as("streams that came to their end").hasSize(STREAMS);
        Books.haveOnce(ada.account(), streams.receipts());
        assertThat(Books.settled(ada.account())).as("settled streams").isEqualTo(STREAMS);
        Books.nothingIsHeld(ada.account());
        assertThat(Books.posted(ada.account()))
                .isEqualTo(Usd.parse("10").minus(Books.charged(ada.account())));
        Books.balance();
        held++;
    }

    /** The median of three, because a machine that is busy has hiccups of its own. */
    private static void isToldToComeAgain(Tenant tenant) {
        List<Duration> took = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            long start = System.nanoTime();
            Wire.Answer answer = echo(tenant);
            took.add(Duration.ofNanos(System.nanoTime() - start));
            assertThat(answer.status()).isEqualTo(SERVICE_UNAVAILABLE);
            assertThat(answer.header("Retry-After")).isNotEmpty();
        }
        assertThat(took.stream().sorted().toList().get(1)).isLessThan(PROMPT);
    }

    private static Wire.Answer echo(Tenant tenant) {
        return Wire.post(tenant.secret(), Wire.chat("sandbox/echo", "Hello", ""));
    }
}
