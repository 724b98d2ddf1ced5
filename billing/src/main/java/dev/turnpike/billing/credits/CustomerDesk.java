package dev.turnpike.billing.credits;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.credits.PaymentCustomers.CustomerUnknown;
import dev.turnpike.billing.credits.Payments.PaymentsUnavailable;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.util.Optional;
import java.util.function.Function;

/**
 * Makes an account a customer of the payment provider, once; and once more when the payment
 * provider has forgotten it.
 */
@Singleton
public class CustomerDesk {

    private static final Logger LOG = System.getLogger(CustomerDesk.class.getName());

    private final Customers customers;
    private final CustomerBook book;
    private final PaymentCustomers provider;

    @Inject
    public CustomerDesk(Customers customers, CustomerBook book, PaymentCustomers provider) {
        this.customers = customers;
        this.book = book;
        this.provider = provider;
    }

    /**
     * Does something with the customer that an account is. If the payment provider does not know
     * that customer any more, it is done once more with a new one, which has no card.
     *
     * @param act throws {@link CustomerUnknown} if it has done nothing for that reason
     * @throws PaymentsUnavailable when the payment provider cannot be reached
     */
    public <T> T with(AccountId account, String email, Function<Customer, T> act) {
        Customer customer = customers.find(account).orElseGet(() -> open(account, email, 1));
        try {
            return act.apply(customer);
        } catch (CustomerUnknown _) {
            LOG.log(
                    Level.WARNING,
                    "The payment provider has forgotten customer {0}; it gets another one.",
                    customer.id());
            return again(open(account, email, customer.edition() + 1), act);
        }
    }

    private static <T> T again(Customer successor, Function<Customer, T> act) {
        try {
            return act.apply(successor);
        } catch (CustomerUnknown e) {
            throw new PaymentsUnavailable(
                    "The payment provider does not know the customer that it has just made",
                    e,
                    PaymentsUnavailable.Obstacle.REQUEST);
        }
    }

    /** Opens the payment provider's page for cards, tax ids and invoices. */
    public URI openPortal(AccountId account, String email, URI back) {
        return with(account, email, customer -> provider.openPortal(customer.id(), back));
    }

    /** Looks which card is saved, and remembers it. */
    public Optional<SavedCard> refreshCard(AccountId account) {
        return customers.find(account).flatMap(this::refreshCard);
    }

    /**
     * Makes the payment provider forget the saved card, and forgets it here.
     *
     * @return another card that was behind it; empty when there is none, or when nobody says
     * @throws PaymentsUnavailable when the card is saved still
     */
    public Optional<SavedCard> removeCard(AccountId account) {
        Optional<Customer> customer = customers.find(account);
        customer.ifPresent(this::removeCard);
        return customer.flatMap(this::findOtherCard);
    }

    private void removeCard(Customer customer) {
        SavedCard card = customer.card();
        if (card != null) {
            provider.removeCard(card.id());
            book.keepCard(customer, null);
        }
    }

    /** The one that was asked for is removed, whatever comes of this. */
    private Optional<SavedCard> findOtherCard(Customer customer) {
        try {
            return refreshCard(customer);
        } catch (PaymentsUnavailable e) {
            LOG.log(
                    Level.WARNING,
                    "Whether customer {0} has another card is not known: {1}",
                    customer.id(),
                    e.getMessage());
            return Optional.empty();
        }
    }

    private Optional<SavedCard> refreshCard(Customer customer) {
        Optional<SavedCard> card = findCard(customer);
        book.keepCard(customer, card.orElse(null));
        return card;
    }

    /** A customer who is not known has no card. */
    private Optional<SavedCard> findCard(Customer customer) {
        try {
            return provider.findCard(customer.id());
        } catch (CustomerUnknown _) {
            return Optional.empty();
        }
    }

    /** Another server may have opened one meanwhile: the one that is kept is used. */
    private Customer open(AccountId account, String email, int edition) {
        book.keep(account, provider.open(account, email), edition);
        return customers.find(account).orElseThrow();
    }
}
