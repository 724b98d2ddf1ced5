package dev.turnpike.billing.credits;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** Asks about purchases whose events may have been lost. */
@Singleton
public class PurchaseSweep {

    private static final Logger LOG = System.getLogger(PurchaseSweep.class.getName());

    /** Young purchases are left to their events; the sweep is for those whose events were lost. */
    private static final Duration SWEEP_AFTER = Duration.ofSeconds(30);

    /** One round of the sweep asks about this many at most. */
    private static final int SWEEP_LIMIT = 1_000;

    /** One round of the sweep lasts this long: a provider that hangs must not hold up the jobs. */
    private static final Duration SWEEP_TIME = Duration.ofMinutes(2);

    private final Purchases purchases;
    private final PaymentFulfilment fulfilment;
    private final SideBySide sideBySide;
    private final InstantSource clock;

    /** Those that the sweep has asked about since it last began with the oldest. */
    private final Set<PurchaseId> asked = ConcurrentHashMap.newKeySet();

    @Inject
    public PurchaseSweep(
            Purchases purchases,
            PaymentFulfilment fulfilment,
            SideBySide sideBySide,
            InstantSource clock) {
        this.purchases = purchases;
        this.fulfilment = fulfilment;
        this.sideBySide = sideBySide;
        this.clock = clock;
    }

    /**
     * One round; returns how many purchases were credited. One that cannot be settled is passed
     * over, and a round goes on where the last one stopped, so that those at the head keep no
     * younger ones waiting.
     */
    public synchronized int run() {
        Instant begin = clock.instant();
        Instant end = begin.plus(SWEEP_TIME);
        AtomicInteger credited = new AtomicInteger();
        sideBySide.each(
                due(begin.minus(SWEEP_AFTER)),
                purchase -> {
                    if (!clock.instant().isAfter(end)) {
                        asked.add(purchase.id());
                        credited.addAndGet(isFulfilled(purchase) ? 1 : 0);
                    }
                });
        return credited.get();
    }

    /** Those whose turn it is: the oldest that were not asked about yet, or all anew. */
    private List<Purchase> due(Instant createdBefore) {
        // The ones that were asked about are the oldest, so behind them there is room for a round.
        List<Purchase> open = purchases.listOpen(createdBefore, asked.size() + SWEEP_LIMIT);
        asked.retainAll(open.stream().map(Purchase::id).collect(Collectors.toSet()));
        if (asked.size() == open.size()) {
            asked.clear();
        }
        return open.stream()
                .filter(purchase -> !asked.contains(purchase.id()))
                .limit(SWEEP_LIMIT)
                .toList();
    }

    private boolean isFulfilled(Purchase purchase) {
        try {
            return fulfilment.fulfil(purchase);
        } catch (RuntimeException e) {
            LOG.log(
                    Level.WARNING,
                    "The sweep passes over purchase {0}: {1}",
                    purchase.id(),
                    e.getMessage());
            return false;
        }
    }
}
