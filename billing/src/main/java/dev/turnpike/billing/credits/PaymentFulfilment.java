package dev.turnpike.billing.credits;

import dev.turnpike.billing.credits.Payments.Closed;
import dev.turnpike.billing.credits.Payments.Paid;
import dev.turnpike.billing.credits.Payments.PaymentEvent;
import dev.turnpike.billing.credits.Payments.Waiting;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Turns payments into credit: from an event, from the buyer's return, or from the sweep. All three
 * ask the payment provider what is true now and then take the same idempotent step, so an event may
 * come twice, late, out of order or never.
 */
@Singleton
public class PaymentFulfilment {

    private static final Logger LOG = System.getLogger(PaymentFulfilment.class.getName());

    /** Young purchases are left to their events; the sweep is for those whose events were lost. */
    private static final Duration SWEEP_AFTER = Duration.ofSeconds(30);

    /** One round of the sweep asks about this many at most. */
    private static final int SWEEP_LIMIT = 200;

    /** One round of the sweep lasts this long: a provider that hangs must not hold up the jobs. */
    private static final Duration SWEEP_TIME = Duration.ofMinutes(2);

    private final Purchases purchases;
    private final PurchaseBook book;
    private final Payments payments;
    private final InstantSource clock;

    /** Those that the sweep has asked about since it last began with the oldest. */
    private final Set<PurchaseId> asked = new HashSet<>();

    @Inject
    public PaymentFulfilment(
            Purchases purchases, PurchaseBook book, Payments payments, InstantSource clock) {
        this.purchases = purchases;
        this.book = book;
        this.payments = payments;
        this.clock = clock;
    }

    /**
     * Handles a webhook call.
     *
     * @return false when its signature proves nothing or what it signs is not an event: the caller
     *     answers 400 and nothing has changed
     */
    public boolean receive(byte[] body, String signature) {
        Optional<PaymentEvent> event = payments.readEvent(body, signature);
        if (event.isEmpty()) {
            return false;
        }
        String checkoutId = event.get().checkoutId();
        if (checkoutId != null) {
            purchases.findByCheckout(checkoutId).ifPresent(this::fulfil);
        }
        // Remembered last: an event whose handling failed must be handled when it comes again.
        book.rememberEvent(event.get());
        return true;
    }

    /**
     * Credits the purchase if it has been paid; returns whether it is credited now.
     *
     * @throws Payments.PaidOtherwise when it was paid in a way that cannot be credited
     */
    public boolean fulfil(Purchase purchase) {
        String checkoutId = purchase.checkoutId();
        if (purchase.status() == Purchase.Status.CREDITED) {
            return true;
        }
        if (checkoutId == null) {
            return false;
        }
        return switch (payments.getCheckout(checkoutId)) {
            case Paid paid -> {
                book.credit(purchase, paid);
                yield true;
            }
            case Closed _ -> {
                book.expire(purchase);
                yield false;
            }
            case Waiting _ -> false;
        };
    }

    /**
     * Asks about open purchases whose events may have been lost; returns how many were credited.
     * One that cannot be settled is passed over, and a round goes on where the last one stopped, so
     * that those at the head keep no younger ones waiting.
     */
    public synchronized int sweep() {
        Instant begin = clock.instant();
        int credited = 0;
        for (Purchase purchase : due(begin.minus(SWEEP_AFTER))) {
            if (clock.instant().isAfter(begin.plus(SWEEP_TIME))) {
                break;
            }
            asked.add(purchase.id());
            credited += isFulfilled(purchase) ? 1 : 0;
        }
        return credited;
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
            return fulfil(purchase);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "The sweep passes over purchase " + purchase.id() + ".", e);
            return false;
        }
    }
}
