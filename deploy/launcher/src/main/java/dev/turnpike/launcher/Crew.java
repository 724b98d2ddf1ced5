package dev.turnpike.launcher;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * All processes of one running product: starts them, notices when one dies, and ends them in order.
 */
final class Crew implements AutoCloseable {

    /** Liberty and Keycloak finish the requests in hand; PostgreSQL writes a checkpoint. */
    static final Duration PATIENCE = Duration.ofSeconds(25);

    /** What any program needs to run; everything else a process gets is named in its job. */
    private static final List<String> INHERITED =
            List.of("PATH", "HOME", "LANG", "LC_ALL", "TZ", "TMPDIR", "USER");

    private final Layout layout;
    private final Lifeline lifeline;
    private final Leftovers leftovers;
    private final List<Part> parts = new ArrayList<>();
    private final CompletableFuture<Part> firstDeath = new CompletableFuture<>();
    private boolean closed;

    Crew(Layout layout) {
        this.layout = layout;
        this.leftovers = new Leftovers(layout.running());
        this.lifeline = new Lifeline(layout.log("lifeline"));
    }

    synchronized Part start(Job job) {
        if (closed) {
            throw new IllegalStateException("The product is being stopped");
        }
        Path log = layout.log(job.name());
        keepPrevious(log);
        Part part = new Part(job, launch(job, log), log);
        lifeline.watch(part.pid(), job.stopSignal());
        leftovers.remember(part, job.stopSignal());
        parts.add(part);
        var _ = part.onExit().thenRun(() -> ended(part));
        return part;
    }

    /** Completed with the first part that ends without having been asked to. */
    CompletableFuture<Part> firstDeath() {
        return firstDeath;
    }

    /** In the reverse order of the start: the database goes last, when nobody uses it any more. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        List<Part> running = new ArrayList<>(parts.stream().filter(Part::isAlive).toList());
        List<Part> last = running.stream().filter(Crew::isDatabase).toList();
        running.removeAll(last);
        stop(running);
        stop(last);
        lifeline.close();
    }

    private static boolean isDatabase(Part part) {
        return part.name().equals(Database.NAME);
    }

    private static void stop(List<Part> some) {
        some.forEach(Part::askToStop);
        some.forEach(part -> part.awaitStop(PATIENCE));
    }

    private void ended(Part part) {
        leftovers.forget(part);
        lifeline.forget(part.pid());
        if (!part.isExpectedToEnd()) {
            firstDeath.complete(part);
        }
    }

    private static Process launch(Job job, Path log) {
        List<String> command = new ArrayList<>(ownSession());
        command.addAll(job.command());
        var builder = new ProcessBuilder(command).directory(job.folder().toFile());
        Map<String, String> environment = builder.environment();
        environment.keySet().retainAll(INHERITED);
        environment.putAll(job.environment());
        builder.redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        try {
            return builder.start();
        } catch (IOException fault) {
            throw new UncheckedIOException(job.name() + " cannot be started", fault);
        }
    }

    /**
     * Ctrl-C goes to every process of the terminal's group at once; in a session of their own our
     * processes hear of it from us, in order. Where setsid is missing they end all the same, only
     * less tidily.
     */
    static List<String> ownSession() {
        return Files.isExecutable(Path.of("/usr/bin/setsid"))
                ? List.of("/usr/bin/setsid")
                : List.of();
    }

    private static void keepPrevious(Path log) {
        try {
            if (Files.exists(log)) {
                Path previous = log.resolveSibling(log.getFileName() + ".previous");
                Files.move(log, previous, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }
}
