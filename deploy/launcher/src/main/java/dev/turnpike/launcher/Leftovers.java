package dev.turnpike.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Remembers which processes run, so that the next start ends those that a crash of everything left
 * behind.
 */
final class Leftovers {

    /** PostgreSQL writes a checkpoint when it ends; more than this means that it hangs. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Path folder;

    Leftovers(Path folder) {
        this.folder = folder;
    }

    void remember(Part part, String stopSignal) {
        ProcessHandle.of(part.pid())
                .flatMap(handle -> handle.info().startInstant())
                .ifPresent(start -> write(part, part.pid() + " " + start + " " + stopSignal));
    }

    void forget(Part part) {
        try {
            Files.deleteIfExists(file(part));
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    /**
     * To be called while the lock of the installation is held: then nobody else owns these
     * processes.
     */
    void end(Progress progress) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                String[] words = Files.readString(file).strip().split(" ", -1);
                if (words.length == 3) {
                    @Nullable ProcessHandle process = find(Long.parseLong(words[0]), words[1]);
                    if (process != null) {
                        progress.say("Ending what the last run left behind: " + file.getFileName());
                        end(process, words[2]);
                    }
                }
                Files.deleteIfExists(file);
            }
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    /**
     * The start time guards against a number that the system has given to another process since.
     */
    private static @Nullable ProcessHandle find(long pid, String start) {
        return ProcessHandle.of(pid)
                // A process that ended and is only not yet collected by its parent has no command.
                .filter(handle -> handle.info().command().isPresent())
                .filter(
                        handle ->
                                handle.info()
                                        .startInstant()
                                        .filter(Instant.parse(start)::equals)
                                        .isPresent())
                .orElse(null);
    }

    private static void end(ProcessHandle process, String stopSignal) {
        Signals.send(stopSignal, process.pid());
        try {
            process.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException hanging) {
            process.destroyForcibly();
        } catch (ExecutionException fault) {
            throw new IllegalStateException(fault);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private Path file(Part part) {
        return folder.resolve(part.name() + "-" + part.pid());
    }

    private void write(Part part, String line) {
        try {
            Files.writeString(file(part), line);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }
}
