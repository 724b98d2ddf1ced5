package dev.turnpike.persistence.spending;

import dev.turnpike.billing.keys.Caller;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.spending.Reservation;
import dev.turnpike.persistence.Pool;
import dev.turnpike.persistence.TestDatabase;
import dev.turnpike.persistence.World;
import dev.turnpike.persistence.fast.FastDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Measures pairs of hold and settle, each of which waits for its commit: as many a second as go,
 * and how long one takes when half of the bar is asked for. A program to run by hand, on Linux.
 */
final class SpendingThroughput {

    private static final int CONNECTIONS = 5;
    private static final int CALLERS = Integer.getInteger("callers", 512);
    private static final int HALF_OF_THE_BAR = Integer.getInteger("rate", 5_000);

    /** Until every account has been posted, in milliseconds; the job's is the same. */
    private static final int ROUND = Integer.getInteger("round", 2_000);

    private static final Duration WARM_UP = Duration.ofSeconds(10);

    /** Log files of 16 MB, as many as a database that has run for a while keeps and uses again. */
    private static final int LOG_FILES = 60;

    private static final Duration RUN = Duration.ofSeconds(Integer.getInteger("seconds", 20));

    private final SpendingNode node;
    private final List<Caller> callers = new ArrayList<>();

    private SpendingThroughput(SpendingNode node, int wallets) {
        this.node = node;
        for (int i = 0; i < wallets; i++) {
            callers.add(World.tenant(Usd.parse("1000000")));
        }
    }

    public static void main(String[] arguments) throws SQLException {
        try (Pool pool = TestDatabase.shared().appPool(CONNECTIONS);
                ScheduledExecutorService jobs = Executors.newSingleThreadScheduledExecutor()) {
            var posting = new JdbcSettlementPosting(new FastDatabase(pool.dataSource()));
            int pause = ROUND / posting.parts();
            AtomicInteger posts = new AtomicInteger();
            var _ =
                    jobs.scheduleWithFixedDelay(
                            () -> posting.post(posts.getAndIncrement() % posting.parts()),
                            pause,
                            pause,
                            TimeUnit.MILLISECONDS);
            for (int wallets : List.of(2_000, 1)) {
                var run =
                        new SpendingThroughput(
                                new SpendingNode(pool.dataSource(), InstantSource.system()),
                                wallets);
                run.atOnce(WARM_UP);
                makeLogFiles();
                CpuTime before = CpuTime.now();
                int pairs = run.atOnce(RUN).length;
                CpuTime used = CpuTime.now().minus(before);
                System.out.printf(
                        "%d wallets: %d pairs/s; CPU of a pair: Java %.4f ms, PostgreSQL %.4f ms%n",
                        wallets,
                        pairs / RUN.toSeconds(),
                        used.java().toNanos() / 1e6 / pairs,
                        used.postgres().toNanos() / 1e6 / pairs);
                run.paced(WARM_UP, HALF_OF_THE_BAR);
                makeLogFiles();
                long[] nanos = run.paced(RUN, HALF_OF_THE_BAR);
                System.out.printf(
                        "%d wallets at %d/s: %d pairs/s; p50 %.1f ms, p99 %.1f ms, longest %.1f ms%n",
                        wallets,
                        HALF_OF_THE_BAR,
                        nanos.length / RUN.toSeconds(),
                        nanos[nanos.length / 2] / 1e6,
                        nanos[(int) (nanos.length * 0.99)] / 1e6,
                        nanos[nanos.length - 1] / 1e6);
            }
        }
        System.out.println(World.discrepancies());
    }

    /** A new database makes its log files when it needs them, and calls wait for it meanwhile. */
    private static void makeLogFiles() throws SQLException {
        try (Connection connection = TestDatabase.shared().superuser().getConnection();
                Statement statement = connection.createStatement()) {
            for (int i = 0; i < LOG_FILES; i++) {
                statement.execute("select pg_logical_emit_message(true, 'throughput', '')");
                statement.execute("select pg_switch_wal()");
            }
            statement.execute("checkpoint");
        }
    }

    /** Each caller begins a pair as soon as it has ended one. */
    private long[] atOnce(Duration duration) {
        return run(duration, _ -> System.nanoTime());
    }

    /** Pairs begin at this rate; one that waits for a free caller has begun all the same. */
    private long[] paced(Duration duration, int perSecond) {
        AtomicLong begun = new AtomicLong();
        long pause = Duration.ofSeconds(1).toNanos() / perSecond;
        return run(
                duration,
                start -> {
                    long due = start + begun.getAndIncrement() * pause;
                    while (System.nanoTime() < due) {
                        LockSupport.parkNanos(due - System.nanoTime());
                    }
                    return due;
                });
    }

    /** When a pair begins, by when all of them began. */
    private interface Pace {
        long next(long start);
    }

    /** Returns how long each pair took, in nanoseconds, in rising order. */
    private long[] run(Duration duration, Pace pace) {
        ConcurrentLinkedQueue<long[]> all = new ConcurrentLinkedQueue<>();
        long start = System.nanoTime();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < CALLERS; i++) {
                threads.execute(() -> all.add(spend(start, start + duration.toNanos(), pace)));
            }
        }
        return all.stream().flatMapToLong(Arrays::stream).sorted().toArray();
    }

    private long[] spend(long start, long end, Pace pace) {
        List<Long> nanos = new ArrayList<>();
        for (long due = pace.next(start); due < end; due = pace.next(start)) {
            Caller caller = callers.get(ThreadLocalRandom.current().nextInt(callers.size()));
            if (node.reserve(caller, Usd.parse("0.01")) instanceof Reservation call) {
                node.settle(call, Usd.parse("0.002"));
                nanos.add(System.nanoTime() - due);
            }
        }
        return nanos.stream().mapToLong(Long::longValue).toArray();
    }
}
