package dev.turnpike.sandbox.models.stage;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts the requests each model got, so that a test can see what its gateway did. */
public final class Counters {

    private final Map<String, Tally> tallies = new ConcurrentHashMap<>();

    public Counters(List<String> models) {
        models.forEach(model -> tallies.put(model, new Tally()));
    }

    /** The numbers of one model at one moment. */
    public record Count(int received, int open, int aborted) {}

    Visit open(String model) {
        Tally tally = tallies.computeIfAbsent(model, absent -> new Tally());
        tally.received.incrementAndGet();
        tally.open.incrementAndGet();
        return new Visit(tally);
    }

    public Map<String, Count> counts() {
        Map<String, Count> counts = new TreeMap<>();
        tallies.forEach((model, tally) -> counts.put(model, tally.count()));
        return counts;
    }

    /** Forgets what was; requests still running stay open. */
    public void reset() {
        tallies.values().forEach(Tally::forget);
    }

    private static final class Tally {
        private final AtomicInteger received = new AtomicInteger();
        private final AtomicInteger open = new AtomicInteger();
        private final AtomicInteger aborted = new AtomicInteger();

        Count count() {
            return new Count(received.get(), open.get(), aborted.get());
        }

        void forget() {
            received.set(0);
            aborted.set(0);
        }
    }

    /** One request from its arrival to its end. */
    static final class Visit implements AutoCloseable {
        private final Tally tally;

        private Visit(Tally tally) {
            this.tally = tally;
        }

        void abortedByClient() {
            tally.aborted.incrementAndGet();
        }

        @Override
        public void close() {
            tally.open.decrementAndGet();
        }
    }
}
