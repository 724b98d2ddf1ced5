package dev.turnpike.billing.reconciliation;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * Compares billed days with what their calls were priced at. A day that was not compared stays due:
 * neither a restart nor a fault makes it look as if it agreed.
 */
@Singleton
public class BillReconciliation {

    private static final Logger LOG = System.getLogger(BillReconciliation.class.getName());

    /** One run takes up this many days: a month of 30 providers. */
    static final int DAYS_AT_ONCE = 1_000;

    /**
     * So long somebody who imports a bill is kept waiting for its days; the rest is for the job.
     */
    static final Duration PATIENCE = Duration.ofSeconds(5);

    /** What is off may be so no longer: the catalogue learns the provider's name of a model. */
    private static final Duration LOOKED_AT_AGAIN = Duration.ofDays(1);

    private final ProviderBills bills;
    private final BillBook book;
    private final BillTolerance tolerance;
    private final InstantSource clock;

    @Inject
    public BillReconciliation(
            ProviderBills bills, BillBook book, BillTolerance tolerance, InstantSource clock) {
        this.bills = bills;
        this.book = book;
        this.tolerance = tolerance;
        this.clock = clock;
    }

    /**
     * Compares every day that is due, the newest first: nobody has compared it, or, if it is recent
     * enough for an alarm, with another tolerance, or a day ago and it was off.
     *
     * @return how many days were compared
     */
    public int run() {
        return run(Instant.MAX);
    }

    /** The same for as long as somebody may be kept waiting. */
    void runShortly() {
        run(clock.instant().plus(PATIENCE));
    }

    private int run(Instant until) {
        List<BilledDay> due =
                bills.listDue(
                        BillAlarm.first(clock),
                        tolerance.basisPoints(),
                        clock.instant().minus(LOOKED_AT_AGAIN),
                        DAYS_AT_ONCE);
        int compared = 0;
        for (BilledDay each : due) {
            if (!clock.instant().isBefore(until)) {
                break;
            }
            compared += isCompared(each) ? 1 : 0;
        }
        return compared;
    }

    private boolean isCompared(BilledDay due) {
        try {
            return book.compare(due.provider(), due.day(), clock.instant());
        } catch (RuntimeException e) {
            // Whatever is wrong with a day must not keep the others from being compared.
            LOG.log(
                    Level.WARNING,
                    "The bill of " + due.provider() + " for " + due.day() + " is not compared.",
                    e);
            return false;
        }
    }
}
