package dev.turnpike.billing.jobs;

import dev.turnpike.billing.spending.Leases;
import dev.turnpike.billing.spending.SpendingSettings;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Keeps the leases of this server. */
@Singleton
public class LeaseRenewalJob implements Job {

    private final Leases leases;
    private final SpendingSettings settings;

    @Inject
    LeaseRenewalJob(Leases leases, SpendingSettings settings) {
        this.leases = leases;
        this.settings = settings;
    }

    @Override
    public Duration pause() {
        return settings.renewalPause();
    }

    @Override
    public void run() {
        leases.renew();
    }
}
