package dev.turnpike.billing.credits;

/**
 * Payments with a saved card whose holder is away. Every method talks to the network: never call
 * one inside a transaction.
 */
public interface CardPayments {

    /**
     * Prepares a payment; no money moves yet. Safe to repeat for one purchase.
     *
     * @return the payment provider's id of the payment
     * @throws PaymentCustomers.CustomerUnknown when the payment provider does not know customer or
     *     card
     * @throws Payments.PaymentsUnavailable when the payment provider cannot be reached
     */
    String prepare(Purchase purchase, String customerId, SavedCard card);

    /**
     * Tries to take the money of a payment that was prepared. Whether it was taken or refused is
     * what {@link Payments#getPayment} says.
     *
     * @throws Payments.PaymentsUnavailable when nobody knows yet whether it was taken
     */
    void charge(String paymentId);
}
