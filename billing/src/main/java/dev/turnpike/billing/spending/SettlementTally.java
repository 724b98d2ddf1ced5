package dev.turnpike.billing.spending;

import dev.turnpike.billing.usage.Generation.Status;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/**
 * Counts the calls that were settled, by what became of them and by how long that took. On the path
 * of a call, so it only adds: threads do not wait for each other.
 */
public final class SettlementTally {

    /** From a commit that nobody shares on a good disk to a database that is in trouble. */
    public static final List<Duration> BOUNDS =
            Stream.of(1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 5_000)
                    .map(Duration::ofMillis)
                    .toList();

    private static final long[] BOUND_NANOS =
            BOUNDS.stream().mapToLong(Duration::toNanos).toArray();

    private final LongAdder completed = new LongAdder();
    private final LongAdder cancelled = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final List<LongAdder> buckets =
            Stream.generate(LongAdder::new).limit(BOUNDS.size() + 1L).toList();
    private final LongAdder nanos = new LongAdder();

    void count(Status status, long tookNanos) {
        adder(status).increment();
        buckets.get(bucket(tookNanos)).increment();
        nanos.add(tookNanos);
    }

    /** Calls that ended so. */
    public long calls(Status status) {
        return adder(status).sum();
    }

    /**
     * How many took up to each of {@link #BOUNDS} and longer than the one before; then the rest.
     */
    public List<Long> buckets() {
        return buckets.stream().map(LongAdder::sum).toList();
    }

    /** All of it together. */
    public Duration total() {
        return Duration.ofNanos(nanos.sum());
    }

    private LongAdder adder(Status status) {
        return switch (status) {
            case COMPLETED -> completed;
            case CANCELLED -> cancelled;
            case FAILED -> failed;
        };
    }

    private static int bucket(long tookNanos) {
        int bucket = 0;
        while (bucket < BOUND_NANOS.length && tookNanos > BOUND_NANOS[bucket]) {
            bucket++;
        }
        return bucket;
    }
}
