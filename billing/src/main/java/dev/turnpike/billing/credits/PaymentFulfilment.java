package dev.turnpike.billing.credits;

import dev.turnpike.billing.credits.Payments.Closed;
import dev.turnpike.billing.credits.Payments.Missing;
import dev.turnpike.billing.credits.Payments.Paid;
import dev.turnpike.billing.credits.Payments.PaidOtherwise;
import dev.turnpike.billing.credits.Payments.PaymentState;
import dev.turnpike.billing.credits.Payments.PaymentsUnavailable;
import dev.turnpike.billing.credits.Payments.Refused;
import dev.turnpike.billing.credits.Payments.Untried;
import dev.turnpike.billing.credits.Payments.Waiting;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Brings the books to what the payment provider says about a purchase: from an event, from the
 * buyer's return, or from the sweep. All three ask what is true now and then take the same
 * idempotent step, so an event may come twice, late, out of order or never.
 */
@Singleton
public class PaymentFulfilment {

    private static final Logger LOG = System.getLogger(PaymentFulfilment.class.getName());

    /**
     * A checkout lives for a day; one that is unknown for longer was never there, or never will. If
     * it is known one day after all, and paid, it is credited then.
     */
    private static final Duration MISSING_FOR_GOOD = Duration.ofDays(3);

    /**
     * Longer than the calls that prepare a payment or open a checkout take. A payment that is
     * prepared later is not made, and nobody is sent to a checkout that is opened later.
     */
    private static final Duration PREPARING = Duration.ofMinutes(5);

    /** Events mostly come sooner. */
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);

    private final Purchases purchases;
    private final PurchaseBook book;
    private final Payments payments;
    private final CustomerDesk customers;
    private final InstantSource clock;

    @Inject
    public PaymentFulfilment(
            Purchases purchases,
            PurchaseBook book,
            Payments payments,
            CustomerDesk customers,
            InstantSource clock) {
        this.purchases = purchases;
        this.book = book;
        this.payments = payments;
        this.customers = customers;
        this.clock = clock;
    }

    /**
     * Credits the purchase if it has been paid; returns whether it is credited now.
     *
     * @throws PaidOtherwise when it was paid in a way that cannot be credited
     */
    public boolean fulfil(Purchase purchase) {
        return purchase.status() == Purchase.Status.CREDITED || refresh(purchase);
    }

    /**
     * Does the same for somebody who waits and looks again and again: the payment provider is asked
     * every few seconds at most, and between that the books tell.
     *
     * @throws PaidOtherwise when it was paid in a way that cannot be credited
     */
    public void look(Purchase purchase) {
        Instant now = clock.instant();
        if (book.claimLook(purchase, now, now.minus(BETWEEN_LOOKS))) {
            boolean _ = fulfil(purchase);
        }
    }

    /**
     * Looks after the purchase that an event is about; one that is about nothing of ours is done.
     *
     * @throws PaidOtherwise when it was paid in a way that cannot be credited
     */
    void follow(PaymentEvent event) {
        String checkout = event.checkoutId();
        String payment = event.paymentId();
        if (checkout != null) {
            purchases.findByCheckout(checkout).ifPresent(this::fulfil);
        } else if (payment != null) {
            // One that is not credited yet is found by its checkout.
            purchases
                    .findByPayment(payment)
                    .or(() -> payments.findCheckoutOf(payment).flatMap(purchases::findByCheckout))
                    .ifPresent(this::refresh);
        } else if (event.isRelevant()) {
            throw new IllegalStateException(
                    "A %s names neither checkout nor payment".formatted(event.type()));
        }
    }

    /** Asks what is true now, whatever was before; returns whether the purchase is credited. */
    private boolean refresh(Purchase purchase) {
        return switch (stateOf(purchase)) {
            case Paid(Payment payment) -> {
                book.follow(purchase, payment);
                if (isFirstOfCheckout(purchase)) {
                    refreshCard(purchase);
                }
                yield true;
            }
            case Closed _ -> {
                book.expire(purchase);
                yield false;
            }
            case Missing _ -> {
                giveUp(purchase);
                yield false;
            }
            case Untried _ -> {
                // Whoever was about to try it died, or hangs. It is easier to begin anew.
                cancel(purchase);
                book.expire(purchase);
                yield false;
            }
            case Refused(String reason) -> {
                cancel(purchase);
                book.refuse(purchase, reason);
                yield false;
            }
            case Waiting(boolean isOnItsWay) -> {
                if (isOnItsWay && !purchase.isOnItsWay()) {
                    book.noteOnItsWay(purchase);
                }
                yield false;
            }
        };
    }

    private static boolean isFirstOfCheckout(Purchase purchase) {
        return purchase.way() == Purchase.Way.CHECKOUT
                && purchase.status() != Purchase.Status.CREDITED;
    }

    /** So that nobody can make a payment that we have given up. */
    private void cancel(Purchase purchase) {
        String payment = purchase.paymentId();
        if (payment != null) {
            payments.cancel(payment);
        }
    }

    /** Whoever let the card be kept sees it at once. Nothing is lost if that fails. */
    private void refreshCard(Purchase purchase) {
        try {
            var _ = customers.refreshCard(purchase.account());
        } catch (PaymentsUnavailable e) {
            LOG.log(
                    Level.WARNING,
                    "The card of purchase {0} is not looked up: {1}",
                    purchase.id(),
                    e.getMessage());
        }
    }

    /** The state, if it is one that we can book; a purchase of another one gets a note. */
    private PaymentState stateOf(Purchase purchase) {
        try {
            PaymentState state = ask(purchase);
            return state instanceof Paid(Payment payment)
                    ? stateOf(purchase, payment, state)
                    : state;
        } catch (PaidOtherwise e) {
            book.noteProblem(purchase, String.valueOf(e.getMessage()));
            throw e;
        }
    }

    /** What was paid otherwise is over when it was paid back, unless it was credited before. */
    private static PaymentState stateOf(Purchase purchase, Payment payment, PaymentState state) {
        if (payment.credit().equals(purchase.amount())) {
            return state;
        }
        if (payment.isGone()) {
            return new Closed();
        }
        throw new PaidOtherwise(
                "Payment %s is of %s before tax".formatted(payment.id(), payment.credit()));
    }

    /** A purchase that has neither was not prepared, and without that nothing can be paid. */
    private PaymentState ask(Purchase purchase) {
        String checkout = purchase.checkoutId();
        String payment = purchase.paymentId();
        if (checkout != null) {
            return payments.getCheckout(checkout);
        }
        if (payment != null) {
            return payments.getPayment(payment);
        }
        boolean isGivenUp = purchase.createdAt().plus(PREPARING).isBefore(clock.instant());
        return isGivenUp ? new Closed() : new Waiting(false);
    }

    private void giveUp(Purchase purchase) {
        if (purchase.createdAt().plus(MISSING_FOR_GOOD).isBefore(clock.instant())) {
            LOG.log(
                    Level.WARNING,
                    "Purchase {0} ends: the payment provider does not know its checkout.",
                    purchase.id());
            book.expire(purchase);
        }
    }
}
