package dev.turnpike.launcher;

import java.util.Map;

/** How a process ended, put into words: by its own exit status, or by a signal. */
record ExitStatus(int value) {

    /** As shells do, Java adds the signal's number to this one. */
    private static final int SIGNALLED = 128;

    private static final int HIGHEST_SIGNAL = 64;

    private static final Map<Integer, String> SIGNALS =
            Map.of(
                    1, "SIGHUP",
                    2, "SIGINT",
                    3, "SIGQUIT",
                    6, "SIGABRT",
                    7, "SIGBUS",
                    9, "SIGKILL, as by kill -9 or by a system that is out of memory",
                    11, "SIGSEGV",
                    15, "SIGTERM");

    /** What is said of the process, without its name. */
    String inWords() {
        int signal = value - SIGNALLED;
        if (signal < 1 || signal > HIGHEST_SIGNAL) {
            return "ended with exit status " + value;
        }
        String name = SIGNALS.get(signal);
        return "was ended by signal " + signal + (name == null ? "" : " (" + name + ")");
    }
}
