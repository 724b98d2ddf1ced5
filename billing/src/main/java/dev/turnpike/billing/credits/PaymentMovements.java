package dev.turnpike.billing.credits;

import java.time.Instant;
import java.util.List;

/**
 * Our balance at the payment provider. It talks to the network: never ask it inside a transaction.
 */
public interface PaymentMovements {

    /**
     * All that moved the balance from this moment on and before that one, be it available already
     * or not.
     *
     * @throws Payments.PaymentsUnavailable when the payment provider does not tell
     * @throws IllegalStateException when what it tells cannot be compared: in another currency, or
     *     more than we take at once
     */
    List<PaymentMovement> list(Instant from, Instant to);
}
