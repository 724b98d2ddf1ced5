package dev.turnpike.billing.jobs;

import dev.turnpike.billing.spending.Spending;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Gives back the credit that dead nodes still hold. */
@Singleton
public class HoldExpiryJob implements Job {

    private final Spending spending;

    @Inject
    HoldExpiryJob(Spending spending) {
        this.spending = spending;
    }

    @Override
    public Duration pause() {
        return Duration.ofSeconds(5);
    }

    @Override
    public void run() {
        spending.expireHolds();
    }
}
