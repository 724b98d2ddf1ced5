package dev.turnpike.billing.jobs;

import dev.turnpike.billing.credits.PurchaseSweep;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Looks for payments whose events never came. */
@Singleton
public class PaymentSweepJob implements Job {

    private final PurchaseSweep sweep;

    @Inject
    PaymentSweepJob(PurchaseSweep sweep) {
        this.sweep = sweep;
    }

    @Override
    public Duration pause() {
        return Duration.ofSeconds(30);
    }

    @Override
    public void run() {
        sweep.run();
    }
}
