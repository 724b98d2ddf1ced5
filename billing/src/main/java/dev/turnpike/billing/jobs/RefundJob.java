package dev.turnpike.billing.jobs;

import dev.turnpike.billing.credits.refunds.RefundDesk;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Goes on asking for refunds of which nothing was heard. */
@Singleton
public class RefundJob implements Job {

    private final RefundDesk desk;

    @Inject
    RefundJob(RefundDesk desk) {
        this.desk = desk;
    }

    @Override
    public Duration pause() {
        return Duration.ofSeconds(15);
    }

    @Override
    public void run() {
        desk.retry();
    }
}
