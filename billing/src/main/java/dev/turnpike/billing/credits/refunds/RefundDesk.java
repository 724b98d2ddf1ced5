package dev.turnpike.billing.credits.refunds;

import dev.turnpike.billing.credits.Payment.Return;
import dev.turnpike.billing.credits.refunds.RefundOutcome.Asked;
import dev.turnpike.billing.credits.refunds.Refunding.Made;
import dev.turnpike.billing.credits.refunds.Refunding.Refused;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Refunds a purchase: takes its credit first, asks the payment provider then, and goes on asking
 * until it is known what became of it. So there is never more paid back than was left, and a crash
 * at any moment loses neither credit nor money.
 */
@Singleton
public class RefundDesk {

    private static final Logger LOG = System.getLogger(RefundDesk.class.getName());

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(30);

    /** Doubled until it is an hour. */
    private static final int MOST_DOUBLINGS = 7;

    /** One round takes up this many at most. */
    private static final int ROUND = 100;

    private final RefundAsking asking;
    private final RefundBook book;
    private final Refunds refunds;
    private final Refunding provider;
    private final InstantSource clock;

    @Inject
    public RefundDesk(
            RefundAsking asking,
            RefundBook book,
            Refunds refunds,
            Refunding provider,
            InstantSource clock) {
        this.asking = asking;
        this.book = book;
        this.refunds = refunds;
        this.provider = provider;
        this.clock = clock;
    }

    /**
     * Asks for a refund and waits for the payment provider's answer. Without one, and after a
     * crash, {@link #retry} goes on.
     */
    public RefundOutcome create(RefundOrder order) {
        RefundOutcome outcome = asking.take(order);
        if (!(outcome instanceof Asked(Refund refund, boolean isNew) && isNew)) {
            return outcome;
        }
        pursue(refund, Optional::empty);
        return new Asked(refunds.find(refund.account(), refund.id()).orElse(refund), true);
    }

    /** Takes up refunds of which nothing was heard; returns how many. */
    public int retry() {
        var due = refunds.listDue(clock.instant(), ROUND);
        // The payment provider forgets our keys after a day, but not what it has made.
        due.forEach(refund -> pursue(refund, () -> provider.find(refund)));
        return due.size();
    }

    /** Looks for what was made before. */
    private interface Search {
        Optional<Return> find();
    }

    private void pursue(Refund refund, Search before) {
        try {
            Optional<Return> made = before.find();
            if (made.isPresent()) {
                book.follow(refund, made.get());
            } else {
                ask(refund);
            }
        } catch (RuntimeException e) {
            // Whatever it is, the refund is kept: nothing is lost, and others are not held up.
            LOG.log(Level.WARNING, "Refund {0} waits: {1}", refund.id(), e.getMessage());
            Duration pause =
                    FIRST_PAUSE.multipliedBy(1L << Math.min(refund.failures(), MOST_DOUBLINGS));
            book.noteFailure(refund, String.valueOf(e.getMessage()), clock.instant().plus(pause));
        }
    }

    private void ask(Refund refund) {
        switch (provider.ask(refund)) {
            case Made(Return made) -> book.follow(refund, made);
            // Perhaps because nothing is left after what we had made before and do not know of.
            case Refused(String reason) ->
                    provider.find(refund)
                            .ifPresentOrElse(
                                    made -> book.follow(refund, made),
                                    () -> book.drop(refund, reason));
        }
    }
}
