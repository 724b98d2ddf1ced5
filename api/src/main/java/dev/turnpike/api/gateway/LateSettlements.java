package dev.turnpike.api.gateway;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Steps at the end of calls that the database did not take: they are repeated until it does, so
 * that no hold is left behind and nothing that was delivered stays unpaid while this process lives.
 * Repeating is safe: a call is settled once.
 */
@Singleton
public class LateSettlements {

    private static final Logger LOG = System.getLogger(LateSettlements.class.getName());
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("late-settlements").factory());

    @Inject
    public LateSettlements() {
        var _ =
                timer.scheduleWithFixedDelay(
                        this::retry, PAUSE.toMillis(), PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Two at most for each call that runs, and no call begins while the database is away. */
    public void add(Runnable step) {
        waiting.add(step);
    }

    /** How many calls are still to be settled. */
    public int waiting() {
        return waiting.size();
    }

    private void retry() {
        for (Runnable next = waiting.peek(); next != null; next = waiting.peek()) {
            try {
                next.run();
            } catch (RuntimeException e) {
                // Whatever it is, giving up would lose money; the next round tries again.
                LOG.log(Level.WARNING, "A call is still to be settled; trying again.", e);
                return;
            }
            waiting.remove();
        }
    }

    @PreDestroy
    void stop() {
        retry();
        timer.shutdownNow();
    }
}
