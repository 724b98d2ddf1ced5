package dev.turnpike.persistence.spending;

import dev.turnpike.persistence.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Processor time used so far by this process and by all processes of PostgreSQL; on Linux. */
record CpuTime(Duration java, Duration postgres) {

    /** The kernel counts in hundredths of a second. */
    private static final Duration TICK = Duration.ofMillis(10);

    /**
     * Where proc(5) puts utime, stime, cutime and cstime, counted from the state of the process.
     */
    private static final int UTIME = 11;

    static CpuTime now() {
        long server =
                World.numbers(
                                "select split_part(pg_read_file('postmaster.pid'), e'\\n', 1)::bigint")
                        .getFirst();
        List<Long> children =
                ProcessHandle.of(server).orElseThrow().children().map(ProcessHandle::pid).toList();
        // What its ended children used, the server has in its own account.
        long ticks = ticks(server, 4) + children.stream().mapToLong(it -> ticks(it, 2)).sum();
        return new CpuTime(
                TICK.multipliedBy(ticks(ProcessHandle.current().pid(), 2)),
                TICK.multipliedBy(ticks));
    }

    CpuTime minus(CpuTime before) {
        return new CpuTime(java.minus(before.java), postgres.minus(before.postgres));
    }

    private static long ticks(long pid, int fields) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            // The name of the program stands in brackets and may have spaces.
            String[] numbers = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return Stream.of(numbers).skip(UTIME).limit(fields).mapToLong(Long::parseLong).sum();
        } catch (NoSuchFileException ended) {
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
