package dev.turnpike.launcher;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A launcher in small, as a process of its own: shells play the parts, everything else is real. */
final class SupervisedShells {

    private SupervisedShells() {}

    /** The folder of the state, "never" for a start that does not end, and the scripts. */
    public static void main(String[] arguments) {
        var layout = new Layout(Path.of(arguments[0]));
        layout.create();
        var progress = Progress.on(System.out);
        var crew = new Crew(layout);
        var supervisor = new Supervisor(crew.firstDeath(), crew::close, progress);
        System.exit(supervisor.run(() -> start(crew, arguments)));
    }

    private static void start(Crew crew, String[] arguments) {
        for (int i = 2; i < arguments.length; i++) {
            String name = "shell-" + (i - 1);
            List<String> command = List.of("sh", "-c", arguments[i]);
            Path folder = Path.of(arguments[0]);
            Part part = crew.start(Job.of(name, "Shell " + (i - 1), command, Map.of(), folder));
            System.out.println("pid " + part.pid());
        }
        if (arguments[1].equals("never")) {
            new CompletableFuture<Part>().join();
        }
    }
}
