package dev.turnpike.billing.credits;

import java.net.URI;
import java.util.Optional;

/** The payment provider. Every method talks to the network: never call one inside a transaction. */
public interface Payments {

    /** Opens a page on which the buyer can pay this purchase. Safe to repeat for one purchase. */
    Checkout openCheckout(Purchase purchase, ReturnAddresses addresses);

    /**
     * What became of a checkout.
     *
     * @throws PaidOtherwise when it was paid, and nobody but a person can tell what it is worth
     */
    CheckoutState getCheckout(String checkoutId);

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
     * Where the payment page sends the buyer afterwards.
     *
     * @param paid without a query: the checkout's id is added as {@code session_id}
     */
    record ReturnAddresses(URI paid, URI cancelled) {}

    /** A page that waits for the buyer. */
    record Checkout(String id, URI page) {}

    /** What the payment provider says about a checkout. */
    sealed interface CheckoutState permits Waiting, Paid, Closed {}

    /** Nothing was paid yet, and still can be. */
    record Waiting() implements CheckoutState {}

    /** The whole amount was paid by this payment. */
    record Paid(String paymentId, dev.turnpike.billing.money.Usd amount) implements CheckoutState {}

    /** It can no longer be paid. */
    record Closed() implements CheckoutState {}

    /**
     * A verified event.
     *
     * @param checkoutId the checkout that it is about; null when it is about something else
     */
    record PaymentEvent(
            String id, String type, @org.jspecify.annotations.Nullable String checkoutId) {}

    /** A checkout was paid, but not as it was opened: in another currency, for instance. */
    final class PaidOtherwise extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public PaidOtherwise(String message) {
            super(message);
        }
    }

    /** The payment provider could not be reached or did not understand us. */
    final class PaymentsUnavailable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public PaymentsUnavailable(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
