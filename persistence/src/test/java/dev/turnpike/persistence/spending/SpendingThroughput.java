package dev.turnpike.persistence.spending;

import dev.turnpike.billing.keys.Caller;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.spending.Reservation;
import dev.turnpike.billing.spending.Reservations;
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

    private static final int CONNECTIONS = 24;
    private static final Duration WARM_UP = Duration.ofSeconds(4);
    private static final Duration RUN = Duration.ofSeconds(10);

    private final Reservations reservations;
    private final List<Caller> callers;
    private final LongAdder pairs = new LongAdder();

    private SpendingThroughput(Reservations reservations, int wallets) {
        this.reservations = reservations;
        callers = new ArrayList<>();
        for (int i = 0; i < wallets; i++) {
            callers.add(World.tenant(Usd.parse("1000000")));
        }
    }

    public static void main(String[] arguments) throws SQLException {
        try (Pool pool = TestDatabase.shared().appPool(CONNECTIONS)) {
            for (int wallets : List.of(2_000, 1)) {
                var run = new SpendingThroughput(Calls.reservations(pool.dataSource()), wallets);
                run.run(WARM_UP);
                long pairs = run.run(RUN);
                System.out.printf("%d wallets: %d pairs/s%n", wallets, pairs / RUN.toSeconds());
            }
        }
    }

    private long run(Duration duration) {
        pairs.reset();
        long end = System.nanoTime() + duration.toNanos();
        try (ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS)) {
            for (int i = 0; i < CONNECTIONS; i++) {
                threads.execute(() -> spendUntil(end));
            }
        }
        return pairs.sum();
    }

    private void spendUntil(long end) {
        while (System.nanoTime() < end) {
            Caller caller = callers.get(ThreadLocalRandom.current().nextInt(callers.size()));
            Reservation call = Calls.call(caller, Usd.parse("0.01"));
            reservations.hold(call, Calls.NODE, Calls.LIFETIME);
            reservations.settle(Calls.delivered(call, Usd.parse("0.002")));
            pairs.increment();
        }
    }
}
