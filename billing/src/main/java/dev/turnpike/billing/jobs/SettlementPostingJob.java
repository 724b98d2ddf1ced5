package dev.turnpike.billing.jobs;

import dev.turnpike.billing.spending.SettlementPosting;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Posts what calls have cost, of this server and of those that ended before they did: one part of
 * the accounts at a time, so that the database's work is even.
 */
@Singleton
public class SettlementPostingJob implements Job {

    /** Each part's turn: long enough that a busy wallet is written once for many calls. */
    private static final Duration ROUND = Duration.ofSeconds(2);

    private final SettlementPosting posting;
    private final AtomicInteger runs = new AtomicInteger();

    @Inject
    SettlementPostingJob(SettlementPosting posting) {
        this.posting = posting;
    }

    @Override
    public Duration pause() {
        return ROUND.dividedBy(posting.parts());
    }

    @Override
    public void run() {
        posting.post(Math.floorMod(runs.getAndIncrement(), posting.parts()));
    }
}
