package dev.turnpike.bench;

import dev.turnpike.bench.machine.ProcessTree;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** The most memory that a process had resident while this is open. */
final class PeakMemory implements AutoCloseable {

    private static final long STEP_MILLIS = 200;

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final AtomicLong mebibytes = new AtomicLong();

    PeakMemory(ProcessTree process) {
        var _ =
                clock.scheduleAtFixedRate(
                        () -> mebibytes.accumulateAndGet(process.residentMebibytes(), Math::max),
                        0,
                        STEP_MILLIS,
                        TimeUnit.MILLISECONDS);
    }

    long mebibytes() {
        return mebibytes.get();
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
