package dev.turnpike.billing.jobs;

import dev.turnpike.billing.credits.PaymentEventDesk;
import dev.turnpike.billing.credits.Payments.PaymentsUnavailable;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Asks for payment events that were not delivered, and takes up those that could not be handled.
 */
@Singleton
public class PaymentEventJob implements Job {

    private static final Logger LOG = System.getLogger(PaymentEventJob.class.getName());

    private final PaymentEventDesk desk;

    /** Whether the payment provider did not answer when it was last asked. */
    private final AtomicBoolean away = new AtomicBoolean();

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
        try {
            desk.catchUp();
            if (away.getAndSet(false)) {
                LOG.log(Level.INFO, "The payment provider answers again.");
            }
        } catch (PaymentsUnavailable e) {
            // Said once: it may last for hours, and nothing is lost meanwhile.
            if (!away.getAndSet(true)) {
                LOG.log(
                        Level.WARNING,
                        "Payment events cannot be asked for, and that is tried again every {0} s: {1}",
                        pause().toSeconds(),
                        e.getMessage());
            }
        }
    }
}
