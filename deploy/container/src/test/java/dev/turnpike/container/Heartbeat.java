package dev.turnpike.container;

import dev.turnpike.billing.jobs.Job;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/**
 * A job that adds a byte to a file whenever it runs. It needs nothing of the server for that, so a
 * thread that outlived its application would still be noticed.
 */
@Singleton
public class Heartbeat implements Job {

    /** Within the state folder of the installation. */
    static final String FILE = "heartbeats";

    private static final byte[] BEAT = {1};

    @Override
    public Duration pause() {
        return Duration.ofMillis(50);
    }

    @Override
    public void run() {
        Path file = Path.of(System.getenv("TURNPIKE_STATE_DIR"), FILE);
        try {
            Files.write(file, BEAT, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
