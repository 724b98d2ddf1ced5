package dev.turnpike.web.credits;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.credits.Customer;
import dev.turnpike.billing.credits.Customers;
import dev.turnpike.billing.credits.SavedCard;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One customer that is simply there, or none. */
record FixedCustomers(@Nullable Customer customer) implements Customers {

    @Override
    public Optional<Customer> find(AccountId account) {
        return Optional.ofNullable(customer);
    }

    @Override
    public void keep(AccountId account, String id, int edition) {
        throw new UnsupportedOperationException("This customer is fixed");
    }

    @Override
    public void keepCard(Customer of, @Nullable SavedCard card) {
        throw new UnsupportedOperationException("This customer is fixed");
    }
}
