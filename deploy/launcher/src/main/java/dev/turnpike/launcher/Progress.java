package dev.turnpike.launcher;

import java.io.Console;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Tells whoever waits what is being done, and since how many seconds. */
public final class Progress {

    /** Without a terminal every sign of life stays as a line: seldom enough to read past it. */
    private static final Duration SILENCE = Duration.ofSeconds(15);

    /** Back to the begin of the line, and rubs out what the last sign of life left there. */
    private static final String ERASE_LINE = "\r\u001b[K";

    private final PrintStream out;
    private final boolean terminal;
    private final InstantSource time;
    private final Instant begin;
    private Instant lastLine;

    Progress(PrintStream out, boolean terminal, InstantSource time) {
        this.out = out;
        this.terminal = terminal;
        this.time = time;
        this.begin = time.instant();
        this.lastLine = begin;
    }

    public static Progress on(PrintStream out) {
        return new Progress(out, isTerminal(), InstantSource.system());
    }

    // JDK 22 to 24 always gave a console; JDK 25 gives none without a terminal, as long ago.
    @SuppressWarnings("SystemConsoleNull")
    private static boolean isTerminal() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }

    /** One line; callable from several threads at once. */
    public synchronized void say(String sentence) {
        Instant now = time.instant();
        show(line(now, sentence));
        lastLine = now;
    }

    /** Text as it is, without a clock: what remains on the screen when all is done. */
    synchronized void show(String text) {
        out.println((terminal ? ERASE_LINE : "") + text);
        out.flush();
    }

    /** Does something that may take long, and shows all the while that it lives. */
    void during(Runnable work) {
        try (var clock = Executors.newSingleThreadScheduledExecutor()) {
            var _ = clock.scheduleAtFixedRate(this::tick, 1, 1, TimeUnit.SECONDS);
            work.run();
        }
    }

    /** A second has passed: a terminal sees it run, others hear of it when nothing else is said. */
    synchronized void tick() {
        Instant now = time.instant();
        if (terminal) {
            out.print(ERASE_LINE + line(now, "..."));
            out.flush();
        } else if (Duration.between(lastLine, now).compareTo(SILENCE) >= 0) {
            say("...");
        }
    }

    private String line(Instant now, String sentence) {
        return "%4d s  %s".formatted(Duration.between(begin, now).toSeconds(), sentence);
    }
}
