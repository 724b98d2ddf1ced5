package dev.turnpike.billing.credits;

import dev.turnpike.billing.AcrossAccounts;
import dev.turnpike.billing.accounts.AccountId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keeps purchases and the payment provider's events about them. */
public interface Purchases {

    void add(Purchase purchase);

    /** Remembers the checkout that was opened for a purchase. */
    void attachCheckout(AccountId account, PurchaseId id, String checkoutId);

    /**
     * Marks an open purchase credited; false when it is not open any more: then nothing changed.
     */
    boolean markCredited(AccountId account, PurchaseId id, String paymentId, Instant at);

    /** Marks an open purchase expired; false when it is not open any more. */
    boolean markExpired(AccountId account, PurchaseId id);

    Optional<Purchase> find(AccountId account, PurchaseId id);

    /** All purchases of the account, newest first. */
    List<Purchase> list(AccountId account);

    @AcrossAccounts("A payment event names a checkout; the account is what the purchase tells")
    Optional<Purchase> findByCheckout(String checkoutId);

    /** Open purchases with a checkout that were begun before this moment, oldest first. */
    @AcrossAccounts("The sweep looks for lost events of every account")
    List<Purchase> listOpen(Instant createdBefore, int limit);

    /** Stores an event's id; false when it was stored before: then it has been handled. */
    @AcrossAccounts("The payment provider's events come before any account is known")
    boolean rememberEvent(String eventId, String type, Instant at);
}
