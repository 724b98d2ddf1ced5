package dev.turnpike.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Sends a named signal to a process; Java itself only knows how to send TERM and KILL. */
final class Signals {

    private Signals() {}

    /** A process that is already gone is no fault: its end is what was wanted. */
    static void send(String signal, long pid) {
        try {
            new ProcessBuilder("sh", "-c", "kill -" + signal + " " + pid + " 2>/dev/null")
                    .start()
                    .waitFor();
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
