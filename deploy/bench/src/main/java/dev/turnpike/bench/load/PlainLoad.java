package dev.turnpike.bench.load;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Plain calls over a fixed number of connections, each with a thread of its own that blocks: the
 * cheapest way for the few connections that these loads have.
 */
public final class PlainLoad {

    /** Nanoseconds up to a minute; a call that takes longer has failed by its timeout before. */
    static final long LONGEST_NANOS = 60_000_000_000L;

    /** Two digits: 1 % of error, far below the noise of a machine. */
    static final int DIGITS = 2;

    /** A connection that failed is opened again after a pause, lest an error becomes a flood. */
    private static final long PAUSE_AFTER_FAILURE_NANOS = 10_000_000;

    /** Threads are started and connected before the first call is due. */
    private static final long LEAD_NANOS = 50_000_000;

    private final Target target;
    private final Histogram latencies = new ConcurrentHistogram(LONGEST_NANOS, DIGITS);
    private final Failures failures = new Failures();

    private PlainLoad(Target target) {
        this.target = target;
    }

    /** When the calls of one connection are due. */
    @FunctionalInterface
    private interface Schedule {
        /** The moment of the call with this number; at once when it lies in the past. */
        long dueNanos(long number, long nowNanos);
    }

    /** One call; throws with the words of the server when it is not answered. */
    public static void probe(Target target) throws IOException {
        try (var connection = new Connection(target.port())) {
            connection.call(target.plainRequest(0)).skipBody();
        }
    }

    /** A closed loop: every connection calls again as soon as it has its answer. */
    public static Tally closed(Target target, int connections, Duration time) {
        return new PlainLoad(target)
                .run(connections, time, (_, start) -> (_, now) -> Math.max(start, now));
    }

    /**
     * An open loop: calls are due at a fixed rate whatever the answers do, and latency counts from
     * the moment when a call was due, so that waiting callers are not forgotten.
     */
    public static Tally open(Target target, int perSecond, int connections, Duration time) {
        long step = 1_000_000_000L / perSecond;
        return new PlainLoad(target)
                .run(
                        connections,
                        time,
                        (connection, start) ->
                                (number, _) -> start + (number * connections + connection) * step);
    }

    @FunctionalInterface
    private interface Scheduling {
        Schedule of(int connection, long startNanos);
    }

    private Tally run(int connections, Duration time, Scheduling scheduling) {
        long start = System.nanoTime() + LEAD_NANOS;
        long end = start + time.toNanos();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            int connection = i;
            Schedule schedule = scheduling.of(connection, start);
            threads.add(
                    Thread.ofPlatform().daemon().start(() -> callUntil(end, connection, schedule)));
        }
        threads.forEach(PlainLoad::join);
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        return new Tally(
                latencies.getTotalCount(), failures.count(), failures.first(), took, latencies);
    }

    private void callUntil(long end, int number, Schedule schedule) {
        byte[] request = target.plainRequest(number);
        long next = 0;
        do {
            try (var connection = new Connection(target.port())) {
                for (long due = schedule.dueNanos(next, System.nanoTime());
                        due < end;
                        due = schedule.dueNanos(next, System.nanoTime())) {
                    next++;
                    waitUntil(due);
                    connection.call(request).skipBody();
                    latencies.recordValue(Math.min(LONGEST_NANOS, System.nanoTime() - due));
                }
                return;
            } catch (IOException failure) {
                failures.add(failure);
                LockSupport.parkNanos(PAUSE_AFTER_FAILURE_NANOS);
            }
        } while (System.nanoTime() < end);
    }

    /** Returns at this moment of {@link System#nanoTime}, or at once when it is over. */
    public static void waitUntil(long dueNanos) {
        for (long wait = dueNanos - System.nanoTime();
                wait > 0;
                wait = dueNanos - System.nanoTime()) {
            LockSupport.parkNanos(wait);
        }
    }

    static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The load was interrupted", interrupted);
        }
    }
}
