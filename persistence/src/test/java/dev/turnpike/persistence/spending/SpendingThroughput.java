package dev.turnpike.persistence.spending;

import dev.turnpike.billing.keys.Caller;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.spending.Reservation;
import dev.turnpike.persistence.Pool;
import dev.turnpike.persistence.TestDatabase;
import dev.turnpike.persistence.World;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;

/** Measures pairs of hold and settle per second, each durable; a program to run by hand. */
final class SpendingThroughput {

    private static final int CONNECTIONS = 4;
    private static final int CALLERS = Integer.getInteger("callers", 512);
    private static final Duration WARM_UP = Duration.ofSeconds(8);
    private static final Duration RUN = Duration.ofSeconds(10);

    private final SpendingNode node;
    private final List<Caller> callers;
    private final LongAdder pairs = new LongAdder();

    private SpendingThroughput(SpendingNode node, int wallets) {
        this.node = node;
        callers = new ArrayList<>();
        for (int i = 0; i < wallets; i++) {
            callers.add(World.tenant(Usd.parse("1000000")));
        }
    }

    public static void main(String[] arguments) throws SQLException {
        try (Pool pool = TestDatabase.shared().appPool(CONNECTIONS)) {
            for (int wallets : List.of(2_000, 1)) {
                var run = new SpendingThroughput(new SpendingNode(pool.dataSource()), wallets);
                run.run(WARM_UP);
                long pairs = run.run(RUN);
                System.out.printf("%d wallets: %d pairs/s%n", wallets, pairs / RUN.toSeconds());
            }
        }
        System.out.println(World.discrepancies());
    }

    private long run(Duration duration) {
        pairs.reset();
        long end = System.nanoTime() + duration.toNanos();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < CALLERS; i++) {
                threads.execute(() -> spendUntil(end));
            }
        }
        return pairs.sum();
    }

    private void spendUntil(long end) {
        while (System.nanoTime() < end) {
            Caller caller = callers.get(ThreadLocalRandom.current().nextInt(callers.size()));
            if (node.reserve(caller, Usd.parse("0.01")) instanceof Reservation call) {
                node.settle(call, Usd.parse("0.002"));
                pairs.increment();
            }
        }
    }
}
