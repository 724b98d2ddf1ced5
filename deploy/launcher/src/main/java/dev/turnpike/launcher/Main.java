package dev.turnpike.launcher;

import java.nio.file.Path;

/** Starts the product for a person and keeps it running until Ctrl-C. */
public final class Main {

    /**
     * How much of a log is shown when a part died: a stack trace's head, not a screenful of
     * threads.
     */
    private static final int LOG_LINES = 20;

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(run(Progress.on(System.out)));
    }

    private static int run(Progress progress) {
        try {
            Path home = Path.of(System.getProperty("turnpike.home", ""));
            Settings settings = Settings.from(System.getenv(), home);
            Turnpike turnpike = Turnpike.prepare(settings, progress);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(turnpike, progress)));
            turnpike.start();
            progress.show(Welcome.to(settings));
            Part dead = turnpike.firstDeath().join();
            progress.say("%s ended unexpectedly.".formatted(dead.name()));
            progress.show("The end of " + dead.log() + ":\n" + dead.lastLines(LOG_LINES));
            return 1;
        } catch (CannotStart reason) {
            progress.say(String.valueOf(reason.getMessage()));
            return 1;
        }
    }

    private static void stop(Turnpike turnpike, Progress progress) {
        progress.say("Stopping");
        turnpike.close();
        progress.say("Stopped; all data is kept.");
    }
}
