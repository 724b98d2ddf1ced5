package dev.turnpike.billing.jobs;

import dev.turnpike.billing.reconciliation.PaymentReconciliation;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Compares what has ended of the payment provider's days with the books. */
@Singleton
public class PaymentReconciliationJob implements Job {

    private final PaymentReconciliation reconciliation;

    @Inject
    PaymentReconciliationJob(PaymentReconciliation reconciliation) {
        this.reconciliation = reconciliation;
    }

    /** A day is due once; the rest is for servers that were away, and days that failed. */
    @Override
    public Duration pause() {
        return Duration.ofMinutes(10);
    }

    @Override
    public Duration firstPause() {
        return Duration.ofMinutes(1);
    }

    @Override
    public void run() {
        reconciliation.run();
    }
}
