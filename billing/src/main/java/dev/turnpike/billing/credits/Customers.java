package dev.turnpike.billing.credits;

import dev.turnpike.billing.accounts.AccountId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps which customer of the payment provider each account is. */
public interface Customers {

    Optional<Customer> find(AccountId account);

    /** Keeps the customer of this edition, unless one of this edition or a later one is kept. */
    void keep(AccountId account, String id, int edition);

    /** Remembers the card of this customer, or that it has none. */
    void keepCard(Customer customer, @Nullable SavedCard card);
}
