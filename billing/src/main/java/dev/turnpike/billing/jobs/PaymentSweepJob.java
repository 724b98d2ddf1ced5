package dev.turnpike.billing.jobs;

import dev.turnpike.billing.credits.PaymentFulfilment;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Looks for payments whose events never came. */
@Singleton
public class PaymentSweepJob implements Job {

    private final PaymentFulfilment fulfilment;

    @Inject
    PaymentSweepJob(PaymentFulfilment fulfilment) {
        this.fulfilment = fulfilment;
    }

    @Override
    public Duration pause() {
        return Duration.ofSeconds(30);
    }

    @Override
    public void run() {
        fulfilment.sweep();
    }
}
