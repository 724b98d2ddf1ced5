package dev.turnpike.persistence.spending;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.billing.keys.Caller;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.spending.NodeId;
import dev.turnpike.billing.spending.Reservation;
import dev.turnpike.billing.spending.Reservations;
import dev.turnpike.persistence.Pool;
import dev.turnpike.persistence.TestDatabase;
import dev.turnpike.persistence.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Everything at once on few wallets: steps of every kind must neither block nor bend the books. */
class MixedLoadTest {

    private static final int WALLETS = 4;
    private static final int KEYS_PER_WALLET = 3;
    private static final int WORKERS = 16;
    private static final int STEPS_PER_WORKER = 100;
    private static final Duration OVER = Duration.ofSeconds(-1);
    private static final Duration ALIVE = Duration.ofHours(1);

    private static final String DEADLOCKS =
            "select deadlocks from pg_stat_database where datname = current_database()";

    @Test
    void neverDeadlocksAndKeepsTheBooks() throws Exception {
        List<Caller> callers = callers();
        long before = World.numbers(DEADLOCKS).get(0);

        List<Future<?>> workers = new ArrayList<>();
        try (Pool one = TestDatabase.shared().appPool(8);
                Pool other = TestDatabase.shared().appPool(8);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < WORKERS; i++) {
                Reservations node = Calls.reservations((i % 2 == 0 ? one : other).dataSource());
                var random = new Random(i);
                workers.add(threads.submit(() -> work(node, callers, random)));
            }
        }

        for (Future<?> worker : workers) {
            worker.get();
        }
        World.execute("select pg_stat_force_next_flush()");
        assertThat(World.numbers(DEADLOCKS).get(0)).isEqualTo(before);
        assertThat(World.discrepancies()).isEmpty();
    }

    private static void work(Reservations node, List<Caller> callers, Random random) {
        var id = new NodeId(new UUID(0, random.nextInt(4)));
        for (int step = 0; step < STEPS_PER_WORKER; step++) {
            Reservation call =
                    Calls.call(
                            callers.get(random.nextInt(callers.size())),
                            new Usd(random.nextInt(100)));
            if (!node.hold(call, id, random.nextInt(3) == 0 ? OVER : ALIVE).equals(call)) {
                World.topUp(call.caller().account(), new Usd(1_000));
                continue;
            }
            switch (random.nextInt(8)) {
                case 0 -> node.expire();
                case 1 -> node.renew(id, OVER);
                case 2 -> node.renew(id, ALIVE);
                case 3 -> node.settle(Calls.failed(call));
                default -> node.settle(Calls.delivered(call, new Usd(random.nextInt(150))));
            }
        }
    }

    private static List<Caller> callers() {
        List<Caller> callers = new ArrayList<>();
        for (int wallet = 0; wallet < WALLETS; wallet++) {
            Caller first = World.tenant(new Usd(2_000));
            callers.add(first);
            for (int key = 1; key < KEYS_PER_WALLET; key++) {
                callers.add(World.key(first.account(), new Usd(100_000)));
            }
        }
        return callers;
    }
}
