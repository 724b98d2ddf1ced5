package dev.turnpike.billing.jobs;

import dev.turnpike.billing.ledger.LedgerCheck;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Checks all of the books once a night; asks more often whether it is time, and whose turn. */
@Singleton
public class LedgerFullCheckJob implements Job {

    private final LedgerCheck check;

    @Inject
    LedgerFullCheckJob(LedgerCheck check) {
        this.check = check;
    }

    @Override
    public Duration pause() {
        return Duration.ofMinutes(10);
    }

    @Override
    public void run() {
        check.runOfEverything();
    }
}
