package dev.turnpike.billing.jobs;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Starts every job with the application and stops them with it. */
@Singleton
public class Timetable {

    private static final Logger LOG = System.getLogger(Timetable.class.getName());

    private final Instance<Job> jobs;
    private final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(0);
    private final AtomicBoolean started = new AtomicBoolean();

    @Inject
    Timetable(Instance<Job> jobs) {
        this.jobs = jobs;
    }

    /** The application has two web modules, and each of them announces the start. */
    void start(@Observes Startup event) {
        if (started.compareAndSet(false, true)) {
            // A thread for each: one that waits for the network, or checks all of the books, must
            // not delay the one that renews leases.
            executor.setCorePoolSize(Math.toIntExact(jobs.stream().count()));
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
