package dev.turnpike.billing.credits;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Asks about purchases whose events may have been lost. Servers share them: each is taken up by
 * one, and again after a pause that grows with its age.
 */
@Singleton
public class PurchaseSweep {

    private static final Logger LOG = System.getLogger(PurchaseSweep.class.getName());

    /** One round of the sweep asks about this many at most. */
    private static final int SWEEP_LIMIT = 1_000;

    /** One round of the sweep lasts this long: a provider that hangs must not hold up the jobs. */
    private static final Duration SWEEP_TIME = Duration.ofMinutes(2);

    /**
     * Most of those who pay do so within this time, and are credited within the minute without any
     * event.
     */
    private static final Duration YOUNG = Duration.ofMinutes(30);

    /** Less than the pause of the job, so that each round finds the young ones due. */
    private static final Duration PAUSE_OF_YOUNG = Duration.ofSeconds(20);

    /** Half an hour after it was begun a purchase is asked about every two minutes. */
    private static final int PART_OF_AGE = 15;

    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    private final Purchases purchases;
    private final PurchaseBook book;
    private final PaymentFulfilment fulfilment;
    private final SideBySide sideBySide;
    private final InstantSource clock;

    @Inject
    public PurchaseSweep(
            Purchases purchases,
            PurchaseBook book,
            PaymentFulfilment fulfilment,
            SideBySide sideBySide,
            InstantSource clock) {
        this.purchases = purchases;
        this.book = book;
        this.fulfilment = fulfilment;
        this.sideBySide = sideBySide;
        this.clock = clock;
    }

    /**
     * One round; returns how many purchases were credited. One that cannot be settled is passed
     * over. Those that wait for longest come first, so that none keeps others waiting.
     */
    public int run() {
        Instant begin = clock.instant();
        Instant end = begin.plus(SWEEP_TIME);
        AtomicInteger credited = new AtomicInteger();
        sideBySide.each(
                purchases.listDue(begin, SWEEP_LIMIT),
                purchase -> {
                    if (!clock.instant().isAfter(end) && claim(purchase)) {
                        credited.addAndGet(isFulfilled(purchase) ? 1 : 0);
                    }
                });
        return credited.get();
    }

    /** Other servers find the same ones due. */
    private boolean claim(Purchase purchase) {
        Instant now = clock.instant();
        Duration age = Duration.between(purchase.createdAt(), now);
        return book.claim(purchase, now, now.plus(pauseAt(age)));
    }

    static Duration pauseAt(Duration age) {
        if (age.compareTo(YOUNG) < 0) {
            return PAUSE_OF_YOUNG;
        }
        Duration pause = age.dividedBy(PART_OF_AGE);
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
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
