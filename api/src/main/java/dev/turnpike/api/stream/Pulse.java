package dev.turnpike.api.stream;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Looks at everything that is under way four times a second: cuts what is overdue, and makes silent
 * streams say that they live. One thread for all, so that a deadline costs a call nothing.
 */
@Singleton
public class Pulse {

    /** How late a deadline may be noticed. */
    private static final Duration BEAT = Duration.ofMillis(250);

    private final Set<Watched> watched = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("pulse").factory());

    /** Something that time can do something to. */
    public interface Watched {
        /** Must return at once and must not throw: everybody else waits behind it. */
        void look(long nowNanos);
    }

    @Inject
    public Pulse() {
        var _ =
                timer.scheduleWithFixedDelay(
                        this::beat, BEAT.toMillis(), BEAT.toMillis(), TimeUnit.MILLISECONDS);
    }

    public void watch(Watched it) {
        watched.add(it);
    }

    public void leave(Watched it) {
        watched.remove(it);
    }

    private void beat() {
        long now = System.nanoTime();
        watched.forEach(it -> it.look(now));
    }

    @PreDestroy
    void stop() {
        timer.shutdownNow();
    }
}
