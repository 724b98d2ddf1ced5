package dev.turnpike.billing.credits;

import dev.turnpike.billing.AcrossAccounts;
import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.money.Usd;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keeps purchases. */
public interface Purchases {

    void add(Purchase purchase);

    /**
     * Remembers the checkout that was opened for an open purchase; false when it is not open any
     * more: then nothing changed, and nobody must be sent to the checkout.
     */
    boolean attachCheckout(AccountId account, PurchaseId id, String checkoutId);

    /**
     * Remembers the payment that was prepared for an open purchase; false when it is not open any
     * more: then nothing changed, and the payment must not be made.
     */
    boolean attachPayment(AccountId account, PurchaseId id, String paymentId);

    /** Keeps others from changing what belongs to a purchase until this transaction ends. */
    void lock(AccountId account, PurchaseId id);

    /**
     * Marks a purchase credited, also one that had expired; false when it is credited already: then
     * nothing changed.
     */
    boolean markCredited(AccountId account, PurchaseId id, String paymentId, Usd tax, Instant at);

    /**
     * Says why a purchase was paid and cannot be credited. One that had expired is open again;
     * nothing changes about one that is credited.
     */
    void noteProblem(AccountId account, PurchaseId id, String problem);

    /** Marks an open purchase expired because the bank refused it; false when it is not open. */
    boolean markRefused(AccountId account, PurchaseId id, String reason);

    /** Says that an open purchase was paid in a way that takes days. */
    void noteOnItsWay(AccountId account, PurchaseId id);

    /** Marks an open purchase expired; false when it is not open any more. */
    boolean markExpired(AccountId account, PurchaseId id);

    Optional<Purchase> find(AccountId account, PurchaseId id);

    /** All purchases of the account, newest first. */
    List<Purchase> list(AccountId account);

    @AcrossAccounts("A payment event names a checkout; the account is what the purchase tells")
    Optional<Purchase> findByCheckout(String checkoutId);

    @AcrossAccounts("A payment event names a payment; the account is what the purchase tells")
    Optional<Purchase> findByPayment(String paymentId);

    /** Open purchases that were begun before this moment, oldest first. */
    @AcrossAccounts("The operator sees what hangs, of every account")
    List<Purchase> listOpen(Instant createdBefore, int limit);

    /**
     * Open purchases about which it is time to ask, those that wait for longest first. A purchase
     * is due for the first time half a minute after it was begun.
     */
    @AcrossAccounts("The sweep looks for lost events of every account")
    List<Purchase> listDue(Instant now, int limit);

    /**
     * Takes an open purchase up that is due, until it is due again; false when somebody else has.
     */
    boolean claim(AccountId account, PurchaseId id, Instant now, Instant due);

    /**
     * Takes a purchase up for somebody who waits for it; false when somebody has done so since that
     * moment, or when it is credited.
     */
    boolean claimLook(AccountId account, PurchaseId id, Instant now, Instant since);
}
