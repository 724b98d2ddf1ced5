package dev.turnpike.billing;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * How long the end of a call waits for a store that is away. A database that crashed or moved is
 * back within this, and who waits for the end of an answer would rather wait than lose it.
 */
public final class Patience {

    public static final Duration LENGTH = Duration.ofSeconds(20);

    private static final Duration PAUSE = Duration.ofMillis(100);

    private final LongSupplier nanoTime;
    private final long start;

    /** Begins now, by a clock like {@link System#nanoTime}. */
    public Patience(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        start = nanoTime.getAsLong();
    }

    /** Whether to try again, after a moment in which this thread waits. */
    public boolean lasts() {
        if (nanoTime.getAsLong() - start > LENGTH.toNanos()) {
            return false;
        }
        LockSupport.parkNanos(PAUSE.toNanos());
        return true;
    }
}
