package dev.turnpike.billing.spending;

import dev.turnpike.billing.Patience;
import dev.turnpike.billing.spending.SettlementBook.Outcome;
import dev.turnpike.billing.spending.SettlementBook.Settlement;
import dev.turnpike.billing.usage.Generation;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.function.LongSupplier;

/** Settles the calls that end at about the same time together: one commit is durable for all. */
@Singleton
public class Settlements {

    /** One is written while the other one waits for its commit; more wait for each other. */
    private static final int AT_ONCE = 2;

    private final GroupCommit<Settlement, Outcome> commit;
    private final SettlementTally tally = new SettlementTally();
    private final LongSupplier nanoTime;

    @Inject
    public Settlements(SettlementBook book) {
        this(book, System::nanoTime);
    }

    Settlements(SettlementBook book, LongSupplier nanoTime) {
        commit = new GroupCommit<>("settlements", book::settle, AT_ONCE);
        this.nanoTime = nanoTime;
    }

    /**
     * Ends a call's hold by what became of it; durable when this returns. Safe to repeat.
     *
     * @throws CallTakenOver when the hold has ended without a charge
     */
    void settle(Hold hold, Generation generation) {
        long start = nanoTime.getAsLong();
        Outcome outcome =
                settle(new Settlement(hold.node(), hold.amount(), hold.windows(), generation));
        if (outcome.fault() instanceof CallTakenOver) {
            hold.cancel();
        }
        if (outcome.fault() != null) {
            throw outcome.fault();
        }
        hold.ended(generation.cost(), outcome);
        tally.count(generation.status(), nanoTime.getAsLong() - start);
    }

    /** What this server has settled since it started. */
    public SettlementTally tally() {
        return tally;
    }

    private Outcome settle(Settlement settlement) {
        Patience patience = new Patience(nanoTime);
        Outcome outcome = commit.submit(settlement);
        while (outcome.mayPass() && patience.lasts()) {
            outcome = commit.submit(settlement);
        }
        return outcome;
    }

    @PreDestroy
    void stop() {
        commit.close();
    }
}
