package dev.turnpike.billing.credits;

import dev.turnpike.billing.credits.Payments.Closed;
import dev.turnpike.billing.credits.Payments.Missing;
import dev.turnpike.billing.credits.Payments.Paid;
import dev.turnpike.billing.credits.Payments.PaidOtherwise;
import dev.turnpike.billing.credits.Payments.PaymentsUnavailable;
import dev.turnpike.billing.credits.Payments.Waiting;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
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
     * A checkout lives for a day; one that is unknown for longer was never there, or never will.
     */
    private static final Duration MISSING_FOR_GOOD = Duration.ofDays(3);

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
        String checkoutId = purchase.checkoutId();
        if (checkoutId == null) {
            return false;
        }
        return switch (stateOf(purchase, checkoutId)) {
            case Paid(Payment payment) -> {
                book.follow(purchase, payment);
                if (purchase.status() == Purchase.Status.OPEN) {
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
            case Waiting(boolean isOnItsWay) -> {
                if (isOnItsWay && !purchase.isOnItsWay()) {
                    book.noteOnItsWay(purchase);
                }
                yield false;
            }
        };
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
    private Payments.CheckoutState stateOf(Purchase purchase, String checkoutId) {
        try {
            Payments.CheckoutState state = payments.getCheckout(checkoutId);
            if (state instanceof Paid(Payment payment)
                    && !payment.credit().equals(purchase.amount())) {
                throw new PaidOtherwise(
                        "Payment %s is of %s before tax".formatted(payment.id(), payment.credit()));
            }
            return state;
        } catch (PaidOtherwise e) {
            book.noteProblem(purchase, String.valueOf(e.getMessage()));
            throw e;
        }
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
