package dev.turnpike.billing.credits;

import dev.turnpike.billing.accounts.AccountId;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Customers on both sides: as we keep them, and as the payment provider does. */
public final class CustomersInMemory implements Customers, PaymentCustomers {

    final Map<AccountId, Customer> kept = new HashMap<>();
    final Map<String, SavedCard> cards = new HashMap<>();
    final Set<String> forgotten = new HashSet<>();
    final List<String> opened = new ArrayList<>();
    private boolean isBlind;

    public CustomerDesk desk() {
        return new CustomerDesk(this, new CustomerBook(this), this);
    }

    /** Makes the account a customer with this card. */
    public void save(AccountId account, SavedCard card) {
        String id = desk().with(account, "ada@acme.example", Customer::id);
        cards.put(id, card);
        var _ = desk().refreshCard(account);
    }

    /** From now on the payment provider does not say which cards there are. */
    public void goBlind() {
        isBlind = true;
    }

    @Override
    public Optional<Customer> find(AccountId account) {
        return Optional.ofNullable(kept.get(account));
    }

    @Override
    public void keep(AccountId account, String id, int edition) {
        kept.merge(
                account,
                new Customer(account, id, edition, null),
                (before, now) -> before.edition() < now.edition() ? now : before);
    }

    @Override
    public void keepCard(Customer customer, @Nullable SavedCard card) {
        kept.put(
                customer.account(),
                new Customer(customer.account(), customer.id(), customer.edition(), card));
    }

    @Override
    public String open(AccountId account, String email) {
        String id = "cus_" + (opened.size() + 1);
        opened.add(id);
        return id;
    }

    @Override
    public Optional<SavedCard> findCard(String customerId) {
        if (isBlind) {
            throw new Payments.PaymentsUnavailable(
                    "Blind",
                    new IllegalStateException(),
                    Payments.PaymentsUnavailable.Obstacle.AWAY);
        }
        return Optional.ofNullable(cards.get(known(customerId)));
    }

    @Override
    public void removeCard(String cardId) {
        cards.values().removeIf(card -> card.id().equals(cardId));
    }

    @Override
    public URI openPortal(String customerId, URI back) {
        return URI.create("https://portal.example/" + known(customerId));
    }

    private String known(String customerId) {
        if (forgotten.contains(customerId)) {
            throw new CustomerUnknown(customerId, new IllegalStateException());
        }
        return customerId;
    }
}
