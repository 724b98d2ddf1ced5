package dev.turnpike.billing.credits;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The payment provider. Every method talks to the network: never call one inside a transaction. */
public interface Payments {

    /**
     * Opens a page on which the buyer can pay this purchase. Safe to repeat for one purchase.
     *
     * @throws PaymentCustomers.CustomerUnknown when the payment provider does not know the customer
     */
    Checkout openCheckout(Purchase purchase, Buyer buyer, ReturnAddresses addresses);

    /**
     * What has become of a checkout and of its payment.
     *
     * @throws PaidOtherwise when it was paid, and nobody but a person can tell what it is worth
     */
    PaymentState getCheckout(String checkoutId);

    /**
     * What has become of a payment that we made without a checkout.
     *
     * @throws PaidOtherwise when it was paid, and nobody but a person can tell what it is worth
     */
    PaymentState getPayment(String paymentId);

    /**
     * Makes sure that a payment which was not made never will be.
     *
     * @throws PaymentsUnavailable when that is not sure, or when it was made meanwhile
     */
    void cancel(String paymentId);

    /** The checkout that this payment was made by, whosever it is. */
    Optional<String> findCheckoutOf(String paymentId);

    /**
     * Reads a webhook call.
     *
     * @param body the raw bytes as they arrived
     * @param signature the signature header; null when there was none
     * @return the event, or empty when the signature is wrong, too old or from the future, or when
     *     what was signed is not an event
     */
    Optional<PaymentEvent> readEvent(byte[] body, String signature);

    /**
     * Events that may concern purchases and were made from this moment on and before that one,
     * delivered or not, the oldest first. The payment provider keeps them for a month.
     */
    List<PaymentEvent> listEvents(Instant from, Instant to);

    /**
     * Where the payment page sends the buyer afterwards.
     *
     * @param paid without a query: the checkout's id is added as {@code session_id}
     */
    record ReturnAddresses(URI paid, URI cancelled) {}

    /**
     * Who pays.
     *
     * @param customerId the payment provider's
     * @param keepsCard whether the card may be charged later without the buyer
     */
    record Buyer(String customerId, boolean keepsCard) {}

    /** A page that waits for the buyer. */
    record Checkout(String id, URI page) {}

    /** What the payment provider says about a checkout, or a payment without one. */
    sealed interface PaymentState permits Waiting, Paid, Closed, Missing, Untried, Refused {}

    /**
     * Nothing was paid yet, and still can be.
     *
     * @param isOnItsWay whether the buyer has done everything: some ways to pay take days
     */
    record Waiting(boolean isOnItsWay) implements PaymentState {}

    /** It was paid by this payment. */
    record Paid(Payment payment) implements PaymentState {}

    /** It can no longer be paid. */
    record Closed() implements PaymentState {}

    /** The payment provider does not know it: perhaps it is asked with another account's key. */
    record Missing() implements PaymentState {}

    /** It was prepared, and nobody has tried to take the money. */
    record Untried() implements PaymentState {}

    /**
     * The bank refused it.
     *
     * @param reason the payment provider's code
     */
    record Refused(String reason) implements PaymentState {}

    /** A checkout was paid, but not as it was opened: in another currency, for instance. */
    final class PaidOtherwise extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public PaidOtherwise(String message) {
            super(message);
        }
    }

    /** The payment provider could not be reached, or it refused what we asked. */
    final class PaymentsUnavailable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        /** What is in the way. */
        public enum Obstacle {
            /** The same request may succeed later. */
            AWAY,
            /** Our key or its rights: no request succeeds until the operator mends that. */
            NOT_LET_IN,
            /** This request, or one like it, is refused for good. */
            REQUEST
        }

        private final Obstacle obstacle;

        public PaymentsUnavailable(String message, Throwable cause, Obstacle obstacle) {
            super(message, cause);
            this.obstacle = obstacle;
        }

        public Obstacle obstacle() {
            return obstacle;
        }

        /** Whether the same request will be refused again. */
        public boolean isLasting() {
            return obstacle != Obstacle.AWAY;
        }
    }
}
