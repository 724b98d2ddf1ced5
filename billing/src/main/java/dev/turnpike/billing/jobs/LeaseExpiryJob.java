package dev.turnpike.billing.jobs;

import dev.turnpike.billing.spending.Leases;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Ends the leases of servers that died. */
@Singleton
public class LeaseExpiryJob implements Job {

    private final Leases leases;

    @Inject
    LeaseExpiryJob(Leases leases) {
        this.leases = leases;
    }

    @Override
    public Duration pause() {
        return Duration.ofSeconds(1);
    }

    @Override
    public void run() {
        leases.expire();
    }
}
