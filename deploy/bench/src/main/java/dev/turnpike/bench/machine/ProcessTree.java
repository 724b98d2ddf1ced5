package dev.turnpike.bench.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A process with all that it has started: what they cost together, as the kernel counts it. */
public record ProcessTree(long pid) {

    /** USER_HZ, the unit of /proc; the same on every Linux that Java runs on. */
    private static final long NANOS_PER_TICK = 10_000_000;

    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+([0-9]+) kB");

    /** The tree to which this process' parent belongs, with the parent as its root. */
    public static ProcessTree ofParentOf(long pid) {
        return new ProcessTree(ProcessTimes.parse(read(pid, "stat")).parent());
    }

    /** CPU time since the start, children that have ended included. */
    public Duration cpu() {
        long ticks = all().map(ProcessTree::times).mapToLong(ProcessTree::ticks).sum();
        return Duration.ofNanos(ticks * NANOS_PER_TICK);
    }

    /** Resident memory of the root process alone. */
    public long residentMebibytes() {
        return residentMebibytes(read(pid, "status"));
    }

    static long residentMebibytes(String status) {
        Matcher found = RESIDENT.matcher(status);
        if (!found.find()) {
            throw new IllegalArgumentException("No VmRSS in: " + status);
        }
        return Long.parseLong(found.group(1)) / 1024;
    }

    private Stream<Long> all() {
        Stream<Long> children =
                ProcessHandle.of(pid).stream()
                        .flatMap(ProcessHandle::descendants)
                        .map(ProcessHandle::pid);
        return Stream.concat(Stream.of(pid), children);
    }

    /** A child that ends between its listing and its reading is in its parent's count next time. */
    private static ProcessTimes times(long pid) {
        try {
            return ProcessTimes.parse(Files.readString(file(pid, "stat")));
        } catch (NoSuchFileException ended) {
            return new ProcessTimes(0, 0, 0);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    private static long ticks(ProcessTimes times) {
        return times.ownTicks() + times.endedChildrenTicks();
    }

    private static String read(long pid, String name) {
        try {
            return Files.readString(file(pid, name));
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    private static Path file(long pid, String name) {
        return Path.of("/proc", Long.toString(pid), name);
    }
}
