package dev.turnpike.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Finds out before anything is started whether this machine can carry the product. */
final class Machine {

    /**
     * Measured: all parts together hold 1.6 GiB after the start; the server's heap may grow by
     * another GiB under load.
     */
    static final long NEEDED_MEBIBYTES = 3 * 1024;

    private static final int JAVA = 25;
    private static final Pattern AVAILABLE = Pattern.compile("MemAvailable:\\s+([0-9]+) kB");

    private Machine() {}

    static void requireJava(Runtime.Version version) {
        if (version.feature() != JAVA) {
            throw new CannotStart(
                    "Turnpike runs on JDK 25, and this is JDK %d: start it with deploy/bin/run, which finds an installed JDK 25, or set JAVA_HOME to one."
                            .formatted(version.feature()));
        }
    }

    static void requireMemory() {
        availableMebibytes().ifPresent(Machine::requireMemory);
    }

    static void requireMemory(long availableMebibytes) {
        if (availableMebibytes < NEEDED_MEBIBYTES) {
            throw new CannotStart(
                    "Turnpike needs %d MiB of free memory, and %d MiB are available: close other programs, or give this machine more memory."
                            .formatted(NEEDED_MEBIBYTES, availableMebibytes));
        }
    }

    /** Empty where the system does not tell; a container's own limit counts as well. */
    private static OptionalLong availableMebibytes() {
        try {
            var found = AVAILABLE.matcher(Files.readString(Path.of("/proc/meminfo")));
            if (!found.find()) {
                return OptionalLong.empty();
            }
            long ofMachine = Long.parseLong(found.group(1)) / 1024;
            return OptionalLong.of(Math.min(ofMachine, leftInContainer()));
        } catch (IOException notLinux) {
            return OptionalLong.empty();
        }
    }

    private static long leftInContainer() {
        Path limit = Path.of("/sys/fs/cgroup/memory.max");
        Path used = Path.of("/sys/fs/cgroup/memory.current");
        try {
            String most = Files.readString(limit).strip();
            if (!most.matches("[0-9]{1,18}")) {
                return Long.MAX_VALUE;
            }
            long left = Long.parseLong(most) - Long.parseLong(Files.readString(used).strip());
            return left / (1024 * 1024);
        } catch (IOException noLimit) {
            return Long.MAX_VALUE;
        }
    }
}
