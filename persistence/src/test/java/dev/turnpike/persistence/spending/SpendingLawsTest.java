package dev.turnpike.persistence.spending;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.persistence.Pool;
import dev.turnpike.persistence.TestDatabase;
import dev.turnpike.persistence.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** The laws of spending, tried with random sequences of steps against exact arithmetic. */
class SpendingLawsTest {

    /** A minute's worth on two cores; more are tried by {@code -Dturnpike.sequences=…}. */
    private static final int SEQUENCES = Integer.getInteger("turnpike.sequences", 1_500);

    private static final int MAX_STEPS = 50;

    /** Most sequences are short, so that many are tried; a tenth has 30 steps or more. */
    private static final int SKEW = 4;

    /** Sequences run beside each other: some wait for a dead node's answer, which never comes. */
    private static final int LANES = 24;

    private static final int CONNECTIONS = 16;

    /** A sequence is replayed by {@code -Dturnpike.seed=…}; without it each run tries new ones. */
    private static final long SEED = Long.getLong("turnpike.seed", System.nanoTime());

    @Test
    void agreesWithExactArithmeticAfterEveryStep() throws Exception {
        System.out.printf("SpendingLawsTest: -Dturnpike.seed=%d%n", SEED);
        List<Future<?>> lanes = new ArrayList<>();
        try (Pool pool = TestDatabase.shared().appPool(CONNECTIONS)) {
            for (int i = 0; i < CONNECTIONS; i++) {
                // What is tried here is arithmetic, not durability.
                TestDatabase.execute(pool.dataSource(), "set synchronous_commit = off");
            }
            List<List<SpendingNode>> servers = servers(pool);
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int lane = 0; lane < LANES; lane++) {
                    int first = lane;
                    lanes.add(threads.submit(() -> runLane(first, servers.get(first))));
                }
            }
        }

        for (Future<?> lane : lanes) {
            lane.get();
        }
        assertThat(World.discrepancies()).as("seed %d", SEED).isEmpty();
    }

    /** Two servers for each lane. */
    private static List<List<SpendingNode>> servers(Pool pool) {
        List<List<SpendingNode>> servers = new ArrayList<>();
        for (int lane = 0; lane < LANES; lane++) {
            servers.add(
                    List.of(
                            new SpendingNode(pool.dataSource()),
                            new SpendingNode(pool.dataSource())));
        }
        return servers;
    }

    private static void runLane(int first, List<SpendingNode> nodes) {
        for (int i = first; i < SEQUENCES; i += LANES) {
            run(SEED + i, nodes);
        }
    }

    private static void run(long seed, List<SpendingNode> nodes) {
        var random = new Random(seed);
        var sequence = new SpendingSequence(random, nodes);
        List<String> steps = new ArrayList<>();
        int count = 1 + (int) (MAX_STEPS * Math.pow(random.nextDouble(), SKEW));
        try {
            for (int step = 0; step < count; step++) {
                steps.add(sequence.step());
                sequence.check();
            }
            sequence.checkThatAllComesBack();
        } catch (AssertionError e) {
            throw new AssertionError("-Dturnpike.seed=%d after %s".formatted(seed, steps), e);
        }
    }
}
