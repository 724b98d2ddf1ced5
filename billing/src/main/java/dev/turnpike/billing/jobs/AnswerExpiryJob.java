package dev.turnpike.billing.jobs;

import dev.turnpike.billing.idempotency.Idempotency;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Forgets answers that were kept for a day. */
@Singleton
public class AnswerExpiryJob implements Job {

    private final Idempotency idempotency;

    @Inject
    AnswerExpiryJob(Idempotency idempotency) {
        this.idempotency = idempotency;
    }

    @Override
    public Duration pause() {
        return Duration.ofMinutes(1);
    }

    @Override
    public void run() {
        idempotency.expire();
    }
}
