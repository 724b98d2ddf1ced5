package dev.turnpike.billing.ledger;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whether the books agree with themselves, as of the last check. */
@Singleton
public class LedgerCheck {

    private static final Logger LOG = System.getLogger(LedgerCheck.class.getName());

    private final LedgerAudit audit;
    private final InstantSource clock;
    private final AtomicReference<@Nullable Result> last = new AtomicReference<>();

    /** What the last check of everything found here; it stays said until the next one. */
    private final AtomicReference<List<String>> lastOfEverything = new AtomicReference<>(List.of());

    @Inject
    public LedgerCheck(LedgerAudit audit, InstantSource clock) {
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * What a check found; no discrepancies means that all is well.
     *
     * @param at when it began
     * @param took how long it read the books
     */
    public record Result(Instant at, Duration took, List<String> discrepancies) {

        /** Checks come every minute; one may be late and one may fail before nobody knows. */
        public static final Duration MAX_AGE = Duration.ofMinutes(3);

        public Result {
            discrepancies = List.copyOf(discrepancies);
        }

        public boolean isClean() {
            return discrepancies.isEmpty();
        }

        /** Whether it still tells how the books are now. */
        public boolean isRecent(Instant now) {
            return at.plus(MAX_AGE).isAfter(now);
        }
    }

    /**
     * Checks what a checkpoint and everything since can tell, and keeps the result. The checkpoint
     * follows only while all is well: what is wrong must not fall behind it. One check at a time.
     */
    public synchronized Result run() {
        Instant start = clock.instant();
        List<String> found = audit.listDiscrepancies();
        Duration took = Duration.between(start, clock.instant());
        if (found.isEmpty()) {
            audit.advanceCheckpoint();
        } else {
            LOG.log(Level.ERROR, "The books do not balance: {0}", found);
        }
        Result result = new Result(start, took, together(found, lastOfEverything.get()));
        last.set(result);
        return result;
    }

    /** Checks everything that was ever written, if it is time and no other server does. */
    public void runOfEverything() {
        if (!audit.claimFullCheck()) {
            return;
        }
        List<String> found = audit.listAllDiscrepancies();
        lastOfEverything.set(found);
        if (found.isEmpty()) {
            LOG.log(Level.INFO, "All of the books balance.");
        } else {
            LOG.log(Level.ERROR, "The books as a whole do not balance: {0}", found);
        }
    }

    /** The last check that came to its end; empty until the first one has. */
    public Optional<Result> findLast() {
        return Optional.ofNullable(last.get());
    }

    private static List<String> together(List<String> some, List<String> others) {
        return Stream.concat(some.stream(), others.stream()).distinct().toList();
    }
}
