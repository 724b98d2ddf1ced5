package dev.turnpike.billing.jobs;

import dev.turnpike.billing.ledger.PromotionExpiry;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Takes back promotional credit that has expired. */
@Singleton
public class PromotionExpiryJob implements Job {

    private final PromotionExpiry expiry;

    @Inject
    PromotionExpiryJob(PromotionExpiry expiry) {
        this.expiry = expiry;
    }

    @Override
    public Duration pause() {
        return Duration.ofMinutes(1);
    }

    @Override
    public void run() {
        expiry.expire();
    }
}
