package dev.turnpike.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.billing.money.Usd;
import dev.turnpike.launcher.Server;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * One of two servers is killed under two hundred live streams. What a client saw finished is
 * settled once, what it did not is not lost twice, no credit stays frozen, and the other server
 * finishes what it has.
 */
@ExtendWith(Stage.class)
class C02_KillIT {

    /** How often; the long version of this proof sets it to 100. */
    private static final int ROUNDS = Integer.getInteger("turnpike.kill.rounds", 10);

    private static final int STREAMS = 200;

    /** On the server that lives, out of the same wallet. */
    private static final int STREAMS_BESIDE = 50;

    private static final Usd CREDIT = Usd.parse("10");

    /** What we promise; on this stage a hold lives for 10 s, so that it usually takes less. */
    private static final Duration FREED = Duration.ofSeconds(60);

    private static final String LEASES_OF_DEAD_SERVERS =
            "select count(*) from lease where node_id not in (select node_id from node)";

    private static final long SEED = Long.getLong("turnpike.kill.seed", 4_711);

    private static final Figures FIGURES = new Figures();

    /** Of all rounds together. */
    private static final class Figures {
        int rounds;
        int seen;
        int cut;
        Duration longest = Duration.ZERO;
    }

    @AfterAll
    static void report() {
        Proof.report(
                "kill",
                "seed %d, %d rounds, %d ends seen and settled once, %d streams cut off, leases gone after %d s at most"
                        .formatted(
                                SEED,
                                FIGURES.rounds,
                                FIGURES.seen,
                                FIGURES.cut,
                                FIGURES.longest.toSeconds()));
    }

    @TestFactory
    Stream<DynamicTest> whatWasFinishedIsSettledAndTheRestGivenBack() {
        return IntStream.rangeClosed(1, ROUNDS)
                .mapToObj(round -> DynamicTest.dynamicTest("round " + round, () -> kill(round)));
    }

    private static void kill(int round) {
        RandomGenerator random = new SplittableRandom(SEED + round);
        Server first = Stage.turnpike().server();
        Server doomed = round % 2 == 0 ? first : Stage.second();
        Server other = round % 2 == 0 ? Stage.second() : first;
        Tenant ada = Tenant.with(CREDIT);
        LiveStreams cut = LiveStreams.start(doomed.url(), ada, STREAMS, random);
        LiveStreams whole = LiveStreams.start(other.url(), ada, STREAMS_BESIDE, random);
        int settled = random.nextInt(STREAMS / 10, STREAMS / 2);
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> Books.settled(ada.account()) >= settled);

        doomed.kill();
        long killed = System.nanoTime();
        CompletableFuture<Void> back = CompletableFuture.runAsync(doomed::start);
        try {
            isMadeGood(ada, cut.receipts(), whole.receipts());
            note(cut.receipts().size(), Duration.ofNanos(System.nanoTime() - killed));
        } finally {
            back.join();
        }
    }

    private static void isMadeGood(Tenant ada, List<Receipt> seen, List<Receipt> beside) {
        assertThat(seen).as("ends that were seen").hasSizeLessThan(STREAMS);
        assertThat(beside).as("ends on the other server").hasSize(STREAMS_BESIDE);
        Books.haveOnce(ada.account(), seen);
        Books.haveOnce(ada.account(), beside);
        assertThat(Books.charges(ada.account())).hasSizeLessThan(STREAMS + STREAMS_BESIDE);
        Awaitility.await()
                .atMost(FREED)
                .until(
                        () ->
                                Books.held(ada.account()).isZero()
                                        && Books.number(LEASES_OF_DEAD_SERVERS) == 0);
        assertThat(Books.posted(ada.account()))
                .isEqualTo(CREDIT.minus(Books.charged(ada.account())));
        Books.balance();
    }

    private static void note(int seen, Duration freed) {
        FIGURES.rounds++;
        FIGURES.seen += seen + STREAMS_BESIDE;
        FIGURES.cut += STREAMS - seen;
        FIGURES.longest = freed.compareTo(FIGURES.longest) > 0 ? freed : FIGURES.longest;
    }
}
