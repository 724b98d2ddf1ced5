package dev.turnpike.billing.spending;

import dev.turnpike.billing.spending.SettlementBook.Outcome;
import dev.turnpike.billing.spending.SettlementBook.Settlement;
import dev.turnpike.billing.usage.Generation;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Settles the calls that end at about the same time together: one commit is durable for all. */
@Singleton
public class Settlements {

    private final GroupCommit<Settlement, Outcome> commit;
    private final SettlementTally tally = new SettlementTally();

    @Inject
    public Settlements(SettlementBook book) {
        commit = new GroupCommit<>("settlements", book::settle);
    }

    /** Ends a call's hold by what became of it; durable when this returns. Safe to repeat. */
    void settle(Hold hold, Generation generation) {
        long start = System.nanoTime();
        Outcome outcome =
                commit.submit(
                        new Settlement(hold.node(), hold.amount(), hold.windows(), generation));
        if (outcome.fault() != null) {
            throw outcome.fault();
        }
        hold.ended(generation.cost(), outcome);
        tally.count(generation.status(), System.nanoTime() - start);
    }

    /** What this server has settled since it started. */
    public SettlementTally tally() {
        return tally;
    }

    @PreDestroy
    void stop() {
        commit.close();
    }
}
