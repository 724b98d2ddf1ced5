package dev.turnpike.launcher;

import java.time.Duration;

/**
 * A server beside the first one, for tests of what several servers do to one database.
 *
 * @param url where it answers; people and sign-in only know the first one
 */
public record SecondServer(Part process, String url) implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(25);

    /** Ends it as kill -9 does. */
    public void kill() {
        process.kill();
    }

    /** Ends it in order. */
    @Override
    public void close() {
        process.askToStop();
        process.awaitStop(PATIENCE);
    }
}
