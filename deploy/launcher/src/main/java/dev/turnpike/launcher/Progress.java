package dev.turnpike.launcher;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Tells whoever waits what is being done, and since how many seconds. */
public final class Progress {

    private final PrintStream out;
    private final InstantSource time;
    private final Instant begin;

    public Progress(PrintStream out, InstantSource time) {
        this.out = out;
        this.time = time;
        this.begin = time.instant();
    }

    public static Progress on(PrintStream out) {
        return new Progress(out, InstantSource.system());
    }

    /** One line; callable from several threads at once. */
    public void say(String sentence) {
        long seconds = Duration.between(begin, time.instant()).toSeconds();
        out.println("%4d s  %s".formatted(seconds, sentence));
        out.flush();
    }

    /** Text as it is, without a clock: what remains on the screen when all is done. */
    void show(String text) {
        out.println(text);
        out.flush();
    }
}
