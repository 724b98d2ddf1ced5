package dev.turnpike.launcher;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What is needed to start one process of the product.
 *
 * @param name short, as it appears in the logs folder
 * @param title how a person knows it, fit to begin a sentence
 * @param environment all that the process gets to see besides the few variables every program needs
 * @param stopSignal what asks it to end in order: TERM, or INT for PostgreSQL, which else waits for
 *     its clients
 */
record Job(
        String name,
        String title,
        List<String> command,
        Map<String, String> environment,
        Path folder,
        String stopSignal) {

    Job {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    static Job of(
            String name,
            String title,
            List<String> command,
            Map<String, String> environment,
            Path folder) {
        return new Job(name, title, command, environment, folder, "TERM");
    }
}
