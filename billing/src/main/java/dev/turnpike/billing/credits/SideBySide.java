package dev.turnpike.billing.credits;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/**
 * Does the same with many things, some of them at a time, because each of them waits for the
 * payment provider. How many at a time is bounded for all who use it together.
 */
@Singleton
public class SideBySide {

    /**
     * At a payment provider that answers in a quarter of a second these are 32 requests a second, a
     * third of what Stripe allows, and a third of a server's connections to the database.
     */
    private static final int HANDS = 8;

    private final int most;

    /** First come, first served, so that a long list keeps no other one waiting to its end. */
    private final Semaphore hands;

    @Inject
    public SideBySide() {
        this(HANDS);
    }

    SideBySide(int hands) {
        most = hands;
        this.hands = new Semaphore(hands, true);
    }

    /**
     * Takes them up in their order; returns when all are done, or when the thread is interrupted,
     * with some left out.
     *
     * @throws IllegalStateException when a step failed; those of the others are done all the same
     */
    public <T> void each(List<T> things, Consumer<T> step) {
        if (things.isEmpty()) {
            return;
        }
        try (ExecutorService pool = Executors.newFixedThreadPool(Math.min(most, things.size()))) {
            for (Future<?> done :
                    pool.invokeAll(things.stream().map(it -> task(it, step)).toList())) {
                done.get();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException("A step of several failed", e.getCause());
        }
    }

    private <T> Callable<Boolean> task(T thing, Consumer<T> step) {
        return () -> {
            hands.acquire();
            try {
                step.accept(thing);
            } finally {
                hands.release();
            }
            return true;
        };
    }
}
