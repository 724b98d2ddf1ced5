package dev.turnpike.billing.jobs;

import dev.turnpike.billing.spending.SettlementPosting;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Posts what calls have cost, of this server and of those that ended before they did. */
@Singleton
public class SettlementPostingJob implements Job {

    private final SettlementPosting posting;

    @Inject
    SettlementPostingJob(SettlementPosting posting) {
        this.posting = posting;
    }

    /** Long enough that a busy wallet is written once for many calls. */
    @Override
    public Duration pause() {
        return Duration.ofSeconds(1);
    }

    @Override
    public void run() {
        posting.post();
    }
}
