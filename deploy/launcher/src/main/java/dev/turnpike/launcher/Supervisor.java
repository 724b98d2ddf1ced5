package dev.turnpike.launcher;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Keeps what was started running for a person, until a signal comes or a part ends, and then stops
 * all the rest.
 */
final class Supervisor {

    /**
     * A step of the start often fails because a part has ended or a signal has come, and is the
     * first to tell: the cause shows well within this time.
     */
    private static final Duration ECHO = Duration.ofSeconds(1);

    private final CompletableFuture<Part> firstDeath;
    private final Runnable stop;
    private final Progress progress;
    private volatile boolean stopping;
    private volatile String farewell = "Stopped; all data is kept.";

    Supervisor(CompletableFuture<Part> firstDeath, Runnable stop, Progress progress) {
        this.firstDeath = firstDeath;
        this.stop = stop;
        this.progress = progress;
    }

    /**
     * Starts, and returns the exit status as soon as it is over; the rest is stopped when the
     * process exits. After a signal that status counts which the signal itself gives: 130 for
     * Ctrl-C, 143 for kill.
     */
    int run(Runnable start) {
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop));
        String reason = awaitEnd(start);
        if (!stopping) {
            progress.say(reason);
            farewell = "Stopped. Run deploy/bin/run again: no data is lost.";
        }
        return 1;
    }

    /** The start runs beside, so that a part that dies meanwhile ends the wait for the others. */
    private String awaitEnd(Runnable start) {
        var started = CompletableFuture.runAsync(start, work -> new Thread(work, "start").start());
        CompletableFuture<Part> diedLater = started.thenCompose(_ -> firstDeath);
        try {
            return CrashReport.of(firstDeath.applyToEither(diedLater, part -> part).join());
        } catch (CompletionException failure) {
            return explain(failure);
        }
    }

    private String explain(CompletionException failure) {
        try {
            return CrashReport.of(firstDeath.get(ECHO.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException nobodyDied) {
            if (failure.getCause() instanceof CannotStart reason) {
                return String.valueOf(reason.getMessage());
            }
            if (stopping) {
                return "The start was interrupted.";
            }
            throw failure;
        } catch (ExecutionException fault) {
            throw new IllegalStateException(fault);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw failure;
        }
    }

    private void stop() {
        stopping = true;
        progress.say("Stopping (usually 5 s)");
        progress.during(stop);
        // What is left is a step of an unfinished start, such as the making of database files.
        ProcessHandle.current().descendants().forEach(ProcessHandle::destroy);
        progress.say(farewell);
    }
}
