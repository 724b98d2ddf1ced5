package dev.turnpike.billing.credits;

import dev.turnpike.billing.accounts.AccountId;
import java.net.URI;
import java.util.Optional;

/**
 * The payment provider's customers. Every method talks to the network: never call one inside a
 * transaction.
 */
public interface PaymentCustomers {

    /**
     * Makes a customer. Two that are made for one account do no harm: whoever keeps them chooses
     * one.
     *
     * @return the payment provider's id of it
     */
    String open(AccountId account, String email);

    /**
     * The card that is charged without the buyer: the one that the buyer prefers, else the one that
     * was saved last.
     *
     * @throws CustomerUnknown when the payment provider does not know the customer
     */
    Optional<SavedCard> findCard(String customerId);

    /** Makes the payment provider forget a card; one that is forgotten stays so. */
    void removeCard(String cardId);

    /**
     * Opens a page of the payment provider on which the buyer manages cards, tax ids and invoices.
     *
     * @param back where a link on that page leads to
     * @throws CustomerUnknown when the payment provider does not know the customer
     */
    URI openPortal(String customerId, URI back);

    /**
     * The payment provider does not know a customer: it was deleted there, or we ask with another
     * account's key.
     */
    final class CustomerUnknown extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public CustomerUnknown(String customerId, Throwable cause) {
            super("The payment provider does not know customer " + customerId, cause);
        }
    }
}
