package dev.turnpike.billing.credits;

import dev.turnpike.billing.accounts.AccountId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import org.jspecify.annotations.Nullable;

/** What we keep of customers, each step in a transaction. */
@Singleton
public class CustomerBook {

    private final Customers customers;

    @Inject
    public CustomerBook(Customers customers) {
        this.customers = customers;
    }

    @Transactional
    void keep(AccountId account, String id, int edition) {
        customers.keep(account, id, edition);
    }

    @Transactional
    void keepCard(Customer customer, @Nullable SavedCard card) {
        customers.keepCard(customer, card);
    }
}
