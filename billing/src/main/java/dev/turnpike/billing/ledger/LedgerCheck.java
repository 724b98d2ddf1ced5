package dev.turnpike.billing.ledger;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** Whether the books agree with themselves, as of the last check. */
@Singleton
public class LedgerCheck {

    private static final Logger LOG = System.getLogger(LedgerCheck.class.getName());

    private final Ledger ledger;
    private final InstantSource clock;
    private final AtomicReference<Result> last;

    @Inject
    LedgerCheck(Ledger ledger, InstantSource clock) {
        this.ledger = ledger;
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

    /** Checks now and keeps the result. */
    public Result run() {
        Result result = new Result(clock.instant(), ledger.listDiscrepancies());
        if (!result.isClean()) {
            LOG.log(Level.ERROR, "The books do not balance: {0}", result.discrepancies());
        }
        last.set(result);
        return result;
    }

    public Result last() {
        return last.get();
    }
}
