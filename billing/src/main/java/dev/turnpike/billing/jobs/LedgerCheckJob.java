package dev.turnpike.billing.jobs;

import dev.turnpike.billing.ledger.LedgerCheck;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Checks the books every minute. */
@Singleton
public class LedgerCheckJob implements Job {

    private final LedgerCheck check;

    @Inject
    LedgerCheckJob(LedgerCheck check) {
        this.check = check;
    }

    @Override
    public Duration pause() {
        return Duration.ofMinutes(1);
    }

    /** Until then nobody knows how the books are; but the start comes first. */
    @Override
    public Duration firstPause() {
        return Duration.ofSeconds(5);
    }

    @Override
    public void run() {
        check.run();
    }
}
