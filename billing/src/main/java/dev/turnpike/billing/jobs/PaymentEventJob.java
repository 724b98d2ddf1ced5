package dev.turnpike.billing.jobs;

import dev.turnpike.billing.credits.PaymentEventDesk;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * Asks for payment events that were not delivered, and takes up those that could not be handled.
 */
@Singleton
public class PaymentEventJob implements Job {

    private final PaymentEventDesk desk;

    @Inject
    PaymentEventJob(PaymentEventDesk desk) {
        this.desk = desk;
    }

    @Override
    public Duration pause() {
        return Duration.ofSeconds(30);
    }

    @Override
    public void run() {
        desk.retry();
        desk.catchUp();
    }
}
