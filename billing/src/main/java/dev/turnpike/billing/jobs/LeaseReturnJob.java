package dev.turnpike.billing.jobs;

import dev.turnpike.billing.spending.Leases;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Gives back the credit that this server does not use, soon when another server needs it. */
@Singleton
public class LeaseReturnJob implements Job {

    private final Leases leases;

    @Inject
    LeaseReturnJob(Leases leases) {
        this.leases = leases;
    }

    /** A caller on another server waits for this. */
    @Override
    public Duration pause() {
        return Duration.ofMillis(200);
    }

    @Override
    public void run() {
        leases.giveBack();
    }
}
