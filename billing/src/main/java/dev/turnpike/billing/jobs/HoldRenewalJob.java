package dev.turnpike.billing.jobs;

import dev.turnpike.billing.spending.Spending;
import dev.turnpike.billing.spending.SpendingSettings;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Keeps the holds of the calls on this node alive. */
@Singleton
public class HoldRenewalJob implements Job {

    private final Spending spending;
    private final SpendingSettings settings;

    @Inject
    HoldRenewalJob(Spending spending, SpendingSettings settings) {
        this.spending = spending;
        this.settings = settings;
    }

    @Override
    public Duration pause() {
        return settings.renewalPause();
    }

    @Override
    public void run() {
        spending.renewHolds();
    }
}
