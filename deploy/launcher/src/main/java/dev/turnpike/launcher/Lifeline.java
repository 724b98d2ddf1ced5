package dev.turnpike.launcher;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Ends all processes when the launcher itself is gone, even by kill -9: a small shell holds the
 * other end of a pipe, and when the pipe breaks it does what the launcher no longer can.
 */
final class Lifeline implements AutoCloseable {

    static final String SCRIPT =
            """
            trap '' INT TERM HUP
            watched=
            while read -r word pid signal; do
              case $word in
                watch) watched="$watched $pid:$signal" ;;
                forget)
                  left=
                  for one in $watched; do [ "${one%:*}" = "$pid" ] || left="$left $one"; done
                  watched=$left
                  ;;
                done) exit 0 ;;
              esac
            done
            for one in $watched; do kill -"${one#*:}" "${one%:*}"; done
            seconds=0
            while [ $seconds -lt 20 ]; do
              left=
              for one in $watched; do kill -0 "${one%:*}" && left=yes; done
              [ -z "$left" ] && exit 0
              sleep 1
              seconds=$((seconds + 1))
            done
            for one in $watched; do kill -KILL "${one%:*}"; done
            """;

    private final BufferedWriter pipe;
    private boolean closed;

    Lifeline(Path log) {
        List<String> command = new ArrayList<>(Crew.ownSession());
        command.addAll(List.of("sh", "-c", SCRIPT));
        try {
            var shell =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(log.toFile())
                            .start();
            pipe = shell.outputWriter();
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    void watch(long pid, String stopSignal) {
        tell("watch " + pid + " " + stopSignal);
    }

    /** Its number may soon belong to somebody else. */
    void forget(long pid) {
        tell("forget " + pid);
    }

    /** All processes have ended in order: there is nothing left to do. */
    @Override
    public synchronized void close() {
        tell("done");
        closed = true;
    }

    private synchronized void tell(String line) {
        if (closed) {
            return;
        }
        try {
            pipe.write(line);
            pipe.newLine();
            pipe.flush();
        } catch (IOException shellIsGone) {
            // Somebody ended the shell. Everything still runs, and Leftovers is the second net.
            closed = true;
        }
    }
}
