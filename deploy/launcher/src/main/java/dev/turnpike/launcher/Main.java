package dev.turnpike.launcher;

import java.nio.file.Path;

/** Starts the product for a person and keeps it running until Ctrl-C. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(run(Progress.on(System.out)));
    }

    private static int run(Progress progress) {
        try {
            Path home = Path.of(System.getProperty("turnpike.home", ""));
            Settings settings = Settings.from(System.getenv(), home);
            Turnpike turnpike = Turnpike.prepare(settings, progress);
            return new Supervisor(turnpike.firstDeath(), turnpike::close, progress)
                    .run(
                            () -> {
                                progress.during(turnpike::start);
                                progress.show(Welcome.to(settings));
                            });
        } catch (CannotStart reason) {
            progress.say(String.valueOf(reason.getMessage()));
            return 1;
        }
    }
}
