package dev.turnpike.billing.jobs;

import dev.turnpike.billing.reconciliation.BillReconciliation;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Compares the billed days that nobody has compared yet. */
@Singleton
public class BillReconciliationJob implements Job {

    private final BillReconciliation reconciliation;

    @Inject
    BillReconciliationJob(BillReconciliation reconciliation) {
        this.reconciliation = reconciliation;
    }

    /** Somebody who imported a long bill looks at the page meanwhile. */
    @Override
    public Duration pause() {
        return Duration.ofMinutes(1);
    }

    @Override
    public void run() {
        reconciliation.run();
    }
}
