package dev.turnpike.web.credits;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.credits.PaymentCustomers;
import dev.turnpike.billing.credits.SavedCard;
import java.net.URI;
import java.util.Optional;

/** A payment provider that nobody is a customer of. */
record NoCards() implements PaymentCustomers {

    @Override
    public String open(AccountId account, String email) {
        throw nobody();
    }

    @Override
    public Optional<SavedCard> findCard(String customerId) {
        return Optional.empty();
    }

    @Override
    public void removeCard(String cardId) {
        throw nobody();
    }

    @Override
    public URI openPortal(String customerId, URI back) {
        throw nobody();
    }

    private static UnsupportedOperationException nobody() {
        return new UnsupportedOperationException("Nobody is a customer here");
    }
}
