package dev.turnpike.persistence.spending;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.persistence.Pool;
import dev.turnpike.persistence.TestDatabase;
import dev.turnpike.persistence.World;
import java.sql.SQLException;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The laws of spending, tried with random sequences of steps against exact arithmetic. */
class SpendingLawsTest {

    private static final int SEQUENCES = 1_500;
    private static final int MAX_STEPS = 20;

    /** A sequence is replayed by {@code -Dturnpike.seed=…}; without it each run tries new ones. */
    private static final long SEED = Long.getLong("turnpike.seed", System.nanoTime());

    @Test
    void agreesWithExactArithmeticAfterEveryStep() throws SQLException {
        try (Pool pool = TestDatabase.shared().appPool(1)) {
            // What is tried here is arithmetic, not durability.
            TestDatabase.execute(pool.dataSource(), "set synchronous_commit = off");
            for (int i = 0; i < SEQUENCES; i++) {
                run(SEED + i, pool);
            }
        }

        assertThat(World.discrepancies()).as("seed %d", SEED).isEmpty();
    }

    private static void run(long seed, Pool pool) {
        var random = new Random(seed);
        var sequence = new SpendingSequence(random, Calls.reservations(pool.dataSource()));
        int steps = 1 + random.nextInt(MAX_STEPS);
        for (int step = 0; step < steps; step++) {
            String what = sequence.step();
            assertThat(sequence.stored())
                    .as("-Dturnpike.seed=%d, step %d: %s", seed, step, what)
                    .isEqualTo(sequence.expected());
        }
    }
}
