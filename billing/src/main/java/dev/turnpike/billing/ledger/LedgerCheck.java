package dev.turnpike.billing.ledger;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/** Whether the books agree with themselves, as of the last check. */
@Singleton
public class LedgerCheck {

    private static final Logger LOG = System.getLogger(LedgerCheck.class.getName());

    private final LedgerAudit audit;
    private final InstantSource clock;
    private final AtomicReference<Result> last;

    /** What the last check of everything found here; it stays said until the next one. */
    private final AtomicReference<List<String>> lastOfEverything = new AtomicReference<>(List.of());

    @Inject
    LedgerCheck(LedgerAudit audit, InstantSource clock) {
        this.audit = audit;
        this.clock = clock;
        last = new AtomicReference<>(new Result(clock.instant(), List.of()));
    }

    /** What a check found; no discrepancies means that all is well. */
    public record Result(Instant at, List<String> discrepancies) {

        public Result {
            discrepancies = List.copyOf(discrepancies);
        }

        public boolean isClean() {
            return discrepancies.isEmpty();
        }
    }

    /**
     * Checks what a checkpoint and everything since can tell, and keeps the result. The checkpoint
     * follows only while all is well: what is wrong must not fall behind it.
     */
    public Result run() {
        List<String> found = audit.listDiscrepancies();
        if (found.isEmpty()) {
            audit.advanceCheckpoint();
        } else {
            LOG.log(Level.ERROR, "The books do not balance: {0}", found);
        }
        Result result = new Result(clock.instant(), together(found, lastOfEverything.get()));
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

    public Result last() {
        return last.get();
    }

    private static List<String> together(List<String> some, List<String> others) {
        return Stream.concat(some.stream(), others.stream()).distinct().toList();
    }
}
