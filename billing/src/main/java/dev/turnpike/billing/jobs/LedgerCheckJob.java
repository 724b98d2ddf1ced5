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

    @Override
    public void run() {
        check.run();
    }
}
