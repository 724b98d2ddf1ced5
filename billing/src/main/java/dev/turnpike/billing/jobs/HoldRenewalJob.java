package dev.turnpike.billing.jobs;

import dev.turnpike.billing.spending.Spending;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Keeps the holds of the calls on this node alive, three times within their lifetime. */
@Singleton
public class HoldRenewalJob implements Job {

    private final Spending spending;

    @Inject
    HoldRenewalJob(Spending spending) {
        this.spending = spending;
    }

    @Override
    public Duration pause() {
        return Spending.HOLD_LIFETIME.dividedBy(3);
    }

    @Override
    public void run() {
        spending.renewHolds();
    }
}
