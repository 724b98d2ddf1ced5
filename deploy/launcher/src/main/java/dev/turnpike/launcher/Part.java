package dev.turnpike.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** One running process of the product. */
public final class Part {

    private final Job job;
    private final Process process;
    private final Path log;
    private volatile boolean expectedToEnd;

    Part(Job job, Process process, Path log) {
        this.job = job;
        this.process = process;
        this.log = log;
    }

    public String name() {
        return job.name();
    }

    String title() {
        return job.title();
    }

    /** The process that does the work, not a shell around it. */
    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Ends as a power cut would: nothing is finished, nothing is written. */
    void kill() {
        expectedToEnd = true;
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        await(Duration.ofSeconds(10));
    }

    /** Stops it and all processes that it made where they are, until it is told to go on. */
    void freeze() {
        // Itself first, so that it makes no further ones meanwhile.
        Signals.send("STOP", pid());
        process.descendants().forEach(child -> Signals.send("STOP", child.pid()));
    }

    /** Lets it go on. */
    void thaw() {
        process.descendants().forEach(child -> Signals.send("CONT", child.pid()));
        Signals.send("CONT", pid());
    }

    /** Asks for an orderly end; does not wait. */
    void askToStop() {
        expectedToEnd = true;
        if (process.isAlive()) {
            Signals.send(job.stopSignal(), process.pid());
        }
    }

    /** Waits for the end that was asked for, and forces it when the time is over. */
    void awaitStop(Duration patience) {
        if (!await(patience)) {
            kill();
        }
    }

    boolean isExpectedToEnd() {
        return expectedToEnd;
    }

    CompletableFuture<Process> onExit() {
        return process.onExit();
    }

    /** To be asked only when it has ended. */
    ExitStatus exitStatus() {
        return new ExitStatus(process.exitValue());
    }

    /**
     * The end of the log: what a person needs to see when the process is gone. Indented lines, such
     * as the frames of a stack trace, are left out: they would hide what was said before them.
     */
    String lastLines(int most) {
        List<String> lines = lines().stream().filter(Part::isStatement).toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - most), lines.size()));
    }

    /** The log from the first line that holds a word; empty when none does. */
    String linesFrom(String word, int most) {
        return lines().stream()
                .dropWhile(line -> !line.contains(word))
                .limit(most)
                .collect(Collectors.joining("\n"));
    }

    private static boolean isStatement(String line) {
        return !line.isEmpty() && !Character.isWhitespace(line.charAt(0));
    }

    private List<String> lines() {
        try {
            return new String(Files.readAllBytes(log), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    Path log() {
        return log;
    }

    private boolean await(Duration patience) {
        try {
            return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
