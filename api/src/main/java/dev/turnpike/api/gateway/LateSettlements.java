package dev.turnpike.api.gateway;

import dev.turnpike.billing.StoreUnavailable;
import dev.turnpike.billing.spending.AccountLocked;
import dev.turnpike.billing.spending.CallTakenOver;
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

    /**
     * One round: every step that waits now is tried once, and one that fails goes to the tail, so
     * that it holds up no other. Rounds do not overlap, or a step could be dropped untried.
     */
    private synchronized void retry() {
        boolean away = false;
        Throwable last = null;
        for (int left = waiting.size(); left > 0 && !away; left--) {
            Runnable next = waiting.element();
            try {
                next.run();
            } catch (CallTakenOver e) {
                LOG.log(Level.INFO, "A call needs no settlement any more.", e);
            } catch (RuntimeException | Error e) {
                // Whatever it is, giving up would lose money; the next round tries again.
                last = e;
                waiting.add(next);
                away = isAway(e);
            }
            waiting.remove();
        }
        if (last != null) {
            // One line, however many wait: they wait for the same thing, and another round is near.
            LOG.log(
                    Level.WARNING,
                    "Calls still to be settled: %d.".formatted(waiting.size()),
                    last);
        }
    }

    /** While the database is away each step would only wait for it in vain. */
    private static boolean isAway(Throwable fault) {
        return fault instanceof StoreUnavailable store
                && store.isPassing()
                && !(store instanceof AccountLocked);
    }

    @PreDestroy
    void stop() {
        retry();
        timer.shutdownNow();
    }
}
