package dev.turnpike.launcher;

import java.nio.file.Path;
import java.util.Map;

/**
 * A server that is laid out and not started: for tests that start it themselves, to run inside of
 * it.
 *
 * @param programs where Open Liberty is unpacked
 * @param folder its configuration and the application; a copy, and free to be changed
 * @param environment what its process has to see
 */
public record IdleServer(Path programs, Path folder, Map<String, String> environment) {

    public IdleServer {
        environment = Map.copyOf(environment);
    }
}
