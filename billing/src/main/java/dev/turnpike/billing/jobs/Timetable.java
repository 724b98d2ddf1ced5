package dev.turnpike.billing.jobs;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Starts every job with the application and stops them with it. */
@Singleton
public class Timetable {

    private static final Logger LOG = System.getLogger(Timetable.class.getName());

    /**
     * Neither one that waits for the network nor one that checks all of the books may delay the one
     * that renews leases.
     */
    private static final int THREADS = 3;

    private final Instance<Job> jobs;
    private final ScheduledExecutorService executor = Executors.newScheduledThreadPool(THREADS);
    private final AtomicBoolean started = new AtomicBoolean();

    @Inject
    Timetable(Instance<Job> jobs) {
        this.jobs = jobs;
    }

    /** The application has two web modules, and each of them announces the start. */
    void start(@Observes Startup event) {
        if (started.compareAndSet(false, true)) {
            jobs.forEach(this::schedule);
        }
    }

    @PreDestroy
    void stop() {
        executor.shutdownNow();
    }

    private void schedule(Job job) {
        long first = job.firstPause().toMillis();
        long pause = job.pause().toMillis();
        var _ =
                executor.scheduleWithFixedDelay(
                        () -> runLogged(job), first, pause, TimeUnit.MILLISECONDS);
    }

    /** The outermost edge: an executor drops a job that throws, for ever. */
    private static void runLogged(Job job) {
        try {
            job.run();
        } catch (RuntimeException | Error e) {
            LOG.log(Level.WARNING, "Job " + job.getClass().getSimpleName() + " failed", e);
        }
    }
}
