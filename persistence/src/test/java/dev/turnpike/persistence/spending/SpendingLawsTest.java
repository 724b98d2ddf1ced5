package dev.turnpike.persistence.spending;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.persistence.Crowd;
import dev.turnpike.persistence.Pool;
import dev.turnpike.persistence.TestDatabase;
import dev.turnpike.persistence.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The laws of spending, tried with random sequences of steps against exact arithmetic. */
class SpendingLawsTest {

    /** A few minutes on two busy cores; more are tried by {@code -Dturnpike.sequences=…}. */
    private static final int SEQUENCES = Integer.getInteger("turnpike.sequences", 10_000);

    private static final int MAX_STEPS = 50;

    /** Most sequences are short, so that many are tried; a tenth has 30 steps or more. */
    private static final int SKEW = 4;

    /** Sequences that run beside each other: while one waits for its turn, another one goes on. */
    private static final int LANES = 6;

    /** Sequences whose tenants are made together, before the first of them runs. */
    private static final int TOGETHER = 10_000;

    /** Sequences after which servers start anew, without what calls that never ended hold. */
    private static final int LIFE = 50;

    private static final int CONNECTIONS = 8;

    /** A sequence is replayed by {@code -Dturnpike.seed=…}; without it each run tries new ones. */
    private static final long SEED = Long.getLong("turnpike.seed", System.nanoTime());

    private final Queue<Trial> trials = new ConcurrentLinkedQueue<>();
    private final LongAdder operations = new LongAdder();
    private final Queue<AssertionError> mismatches = new ConcurrentLinkedQueue<>();

    /** A sequence that is to be run, by the random source that its tenant's limit came from. */
    private record Trial(long seed, Random random, Crowd.Pair tenant) {}

    @Test
    void agreesWithExactArithmeticAfterEveryStep() throws Exception {
        long start = System.nanoTime();
        try (Pool pool = TestDatabase.shared().appPool(CONNECTIONS)) {
            for (int i = 0; i < CONNECTIONS; i++) {
                TestDatabase.execute(pool.dataSource(), World.SESSION);
            }
            List<List<SpendingNode>> servers = servers(pool);
            for (int first = 0; first < SEQUENCES; first += TOGETHER) {
                prepare(SEED + first, Math.min(TOGETHER, SEQUENCES - first));
                runAll(servers);
            }
        }

        System.out.printf(
                "PROOF sequences: -Dturnpike.seed=%d, %d sequences, %d operations,"
                        + " %d mismatches, %d s%n",
                SEED,
                SEQUENCES,
                operations.sum(),
                mismatches.size(),
                (System.nanoTime() - start) / 1_000_000_000);
        if (!mismatches.isEmpty()) {
            throw mismatches.remove();
        }
        assertThat(World.discrepancies()).as("seed %d", SEED).isEmpty();
    }

    /** Two servers for each lane. */
    private static List<List<SpendingNode>> servers(Pool pool) {
        List<List<SpendingNode>> servers = new ArrayList<>();
        for (int lane = 0; lane < LANES; lane++) {
            servers.add(
                    List.of(
                            SpendingNode.withoutPatience(pool.dataSource()),
                            SpendingNode.withoutPatience(pool.dataSource())));
        }
        return servers;
    }

    private void runAll(List<List<SpendingNode>> servers) throws Exception {
        List<Future<?>> lanes = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            servers.forEach(nodes -> lanes.add(threads.submit(() -> runLane(nodes))));
        }
        for (Future<?> lane : lanes) {
            lane.get();
        }
    }

    private void prepare(long seed, int count) {
        List<Random> randoms = LongStream.range(seed, seed + count).mapToObj(Random::new).toList();
        List<Crowd.Pair> tenants = Crowd.of(randoms.stream().map(SpendingSequence::limit).toList());
        for (int i = 0; i < count; i++) {
            trials.add(new Trial(seed + i, randoms.get(i), tenants.get(i)));
        }
    }

    private void runLane(List<SpendingNode> nodes) {
        int count = 0;
        for (Trial trial = trials.poll(); trial != null; trial = trials.poll()) {
            if (++count % LIFE == 0) {
                nodes.forEach(SpendingNode::startAnew);
            }
            run(trial, nodes);
        }
    }

    private void run(Trial trial, List<SpendingNode> nodes) {
        List<String> steps = new ArrayList<>();
        var sequence = new SpendingSequence(trial.random(), trial.tenant(), nodes);
        int count = 1 + (int) (MAX_STEPS * Math.pow(trial.random().nextDouble(), SKEW));
        try {
            for (int step = 0; step < count; step++) {
                steps.add(sequence.step());
                sequence.check();
            }
            sequence.checkThatAllComesBack();
        } catch (AssertionError e) {
            mismatches.add(
                    new AssertionError(
                            "-Dturnpike.seed=%d after %s".formatted(trial.seed(), steps), e));
        }
        operations.add(steps.size());
    }
}
