package dev.turnpike.billing.credits.refunds;

import dev.turnpike.billing.credits.Payment;
import dev.turnpike.billing.credits.Payments;
import java.util.Optional;

/**
 * The payment provider, as far as it pays back. Every method talks to the network: never call one
 * inside a transaction.
 */
public interface Refunding {

    /**
     * Has a refund made. Safe to repeat for as long as the payment provider remembers what it was
     * asked, a day at least; after that whoever repeats looks for it first.
     *
     * @throws Payments.PaymentsUnavailable when nobody knows whether it was made
     */
    Answer ask(Refund refund);

    /** The refund that was made for this one of ours, whatever became of it. */
    Optional<Payment.Return> find(Refund refund);

    /** The card that a payment was made with; empty when it was no card. */
    Optional<PaidCard> findCard(String payment);

    /** What it says to our question. */
    sealed interface Answer permits Made, Refused {}

    /** It has made it, or has now found that it cannot be made. */
    record Made(Payment.Return made) implements Answer {}

    /** It will not make it, for this reason. */
    record Refused(String reason) implements Answer {}

    /**
     * A card, as far as its owner tells it by.
     *
     * @param brand as the payment provider calls it
     */
    record PaidCard(String brand, String lastFour) {}
}
