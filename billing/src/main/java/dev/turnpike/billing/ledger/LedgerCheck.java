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
import org.jspecify.annotations.Nullable;

/** Whether the books agree with themselves, as of the last check. */
@Singleton
public class LedgerCheck {

    private static final Logger LOG = System.getLogger(LedgerCheck.class.getName());

    private final Ledger ledger;
    private final InstantSource clock;
    private final AtomicReference<@Nullable Result> last = new AtomicReference<>();

    @Inject
    public LedgerCheck(Ledger ledger, InstantSource clock) {
        this.ledger = ledger;
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

    /** Checks now and keeps the result. One at a time: a check reads the whole journal. */
    public synchronized Result run() {
        Instant start = clock.instant();
        List<String> discrepancies = ledger.listDiscrepancies();
        Duration took = Duration.between(start, clock.instant());
        Result result = new Result(start, took, discrepancies);
        if (!result.isClean()) {
            LOG.log(Level.ERROR, "The books do not balance: {0}", result.discrepancies());
        }
        last.set(result);
        return result;
    }

    /** The last check that came to its end; empty until the first one has. */
    public Optional<Result> findLast() {
        return Optional.ofNullable(last.get());
    }
}
