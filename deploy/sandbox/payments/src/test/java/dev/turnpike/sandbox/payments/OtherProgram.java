package dev.turnpike.sandbox.payments;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs a program that is not ours, and keeps what it says. */
final class OtherProgram {

    /** How it ended, with both of its outputs as one text. */
    record Result(int exit, String output) {}

    private OtherProgram() {}

    /**
     * Waits until the program ends.
     *
     * @param environment is added to what this process has
     * @throws IllegalStateException when the program is not installed, or takes too long
     */
    static Result run(
            Path folder, List<String> command, Map<String, String> environment, Duration timeout) {
        try {
            Path output = Files.createTempFile("program", ".out");
            try {
                return run(folder, command, environment, timeout, output);
            } finally {
                Files.delete(output);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Result run(
            Path folder,
            List<String> command,
            Map<String, String> environment,
            Duration timeout,
            Path output)
            throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        Process process = start(builder);
        try {
            if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException(
                        "%s did not end within %s:%n%s"
                                .formatted(command, timeout, Files.readString(output)));
            }
        } catch (InterruptedException stopped) {
            process.destroyForcibly();
            throw new IllegalStateException(stopped);
        }
        return new Result(process.exitValue(), Files.readString(output));
    }

    private static Process start(ProcessBuilder builder) {
        try {
            return builder.start();
        } catch (IOException missing) {
            throw new IllegalStateException(
                    "Cannot run %s. These tests need Node.js 18 or newer with npm (Debian: apt-get install nodejs npm)."
                            .formatted(builder.command().getFirst()),
                    missing);
        }
    }
}
