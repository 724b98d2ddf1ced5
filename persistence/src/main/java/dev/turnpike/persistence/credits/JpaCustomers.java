package dev.turnpike.persistence.credits;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.credits.Customer;
import dev.turnpike.billing.credits.Customers;
import dev.turnpike.billing.credits.SavedCard;
import dev.turnpike.persistence.tenancy.TenantScope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps customers in PostgreSQL. */
@Singleton
class JpaCustomers implements Customers {

    private static final String FIND =
            """
            select customer_id, edition, card_id, card_brand, card_last_four, card_expiry_month,
                   card_expiry_year
            from payment_customer where account_id = :account
            """;
    private static final String KEEP =
            """
            insert into payment_customer as kept (account_id, customer_id, edition)
            values (:account, :customer, :edition)
            on conflict (account_id) do update
            set customer_id = excluded.customer_id, edition = excluded.edition, card_id = null,
                card_brand = null, card_last_four = null, card_expiry_month = null,
                card_expiry_year = null
            where kept.edition < excluded.edition
            """;
    private static final String KEEP_CARD =
            """
            update payment_customer
            set card_id = cast(:card as text), card_brand = cast(:brand as text),
                card_last_four = cast(:lastFour as text), card_expiry_month = cast(:month as integer),
                card_expiry_year = cast(:year as integer)
            where account_id = :account and customer_id = :customer
            """;

    private final TenantScope tenants;

    @Inject
    JpaCustomers(TenantScope tenants) {
        this.tenants = tenants;
    }

    @Override
    @Transactional
    public Optional<Customer> find(AccountId account) {
        List<?> rows =
                tenants.of(account)
                        .createNativeQuery(FIND)
                        .setParameter("account", account.value())
                        .getResultList();
        return rows.stream().map(row -> customer(account, (@Nullable Object[]) row)).findFirst();
    }

    @Override
    @Transactional(TxType.MANDATORY)
    public void keep(AccountId account, String id, int edition) {
        var _ =
                tenants.of(account)
                        .createNativeQuery(KEEP)
                        .setParameter("account", account.value())
                        .setParameter("customer", id)
                        .setParameter("edition", edition)
                        .executeUpdate();
    }

    @Override
    @Transactional(TxType.MANDATORY)
    public void keepCard(Customer customer, @Nullable SavedCard card) {
        var _ =
                tenants.of(customer.account())
                        .createNativeQuery(KEEP_CARD)
                        .setParameter("account", customer.account().value())
                        .setParameter("customer", customer.id())
                        .setParameter("card", card == null ? null : card.id())
                        .setParameter("brand", card == null ? null : card.brand())
                        .setParameter("lastFour", card == null ? null : card.lastFour())
                        .setParameter("month", card == null ? null : card.expiryMonth())
                        .setParameter("year", card == null ? null : card.expiryYear())
                        .executeUpdate();
    }

    @SuppressWarnings("NullAway") // The columns of a card are all there when its id is.
    private static Customer customer(AccountId account, @Nullable Object[] row) {
        SavedCard card =
                row[2] == null
                        ? null
                        : new SavedCard(
                                (String) row[2],
                                (String) row[3],
                                (String) row[4],
                                (int) row[5],
                                (int) row[6]);
        return new Customer(account, (String) row[0], (int) row[1], card);
    }
}
