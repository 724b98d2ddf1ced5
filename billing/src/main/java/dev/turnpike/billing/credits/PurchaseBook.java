package dev.turnpike.billing.credits;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.ledger.Entry;
import dev.turnpike.billing.ledger.Ledger;
import dev.turnpike.billing.ledger.LedgerAccount;
import dev.turnpike.billing.ledger.Posting;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.util.List;

/** The steps of a purchase that change the books, each in one transaction. */
@Singleton
public class PurchaseBook {

    private final Purchases purchases;
    private final Ledger ledger;
    private final InstantSource clock;

    @Inject
    public PurchaseBook(Purchases purchases, Ledger ledger, InstantSource clock) {
        this.purchases = purchases;
        this.ledger = ledger;
        this.clock = clock;
    }

    @Transactional
    void open(Purchase purchase) {
        purchases.add(purchase);
    }

    @Transactional
    void attachCheckout(Purchase purchase, String checkoutId) {
        purchases.attachCheckout(purchase.account(), purchase.id(), checkoutId);
    }

    @Transactional
    void expire(Purchase purchase) {
        purchases.markExpired(purchase.account(), purchase.id());
    }

    /**
     * Credits what was paid, once for each payment: the purchase leaves its open state once, and
     * the journal takes a payment's reference once.
     *
     * @return whether this call was the one that credited
     */
    @Transactional
    boolean credit(Purchase purchase, Payments.Paid paid) {
        AccountId account = purchase.account();
        if (!purchases.markCredited(account, purchase.id(), paid.paymentId(), clock.instant())) {
            return false;
        }
        boolean posted =
                ledger.post(
                        new Posting(
                                account,
                                Posting.Kind.PURCHASE,
                                paid.paymentId(),
                                List.of(
                                        new Entry(LedgerAccount.WALLET, paid.amount()),
                                        new Entry(
                                                LedgerAccount.PAYMENT_CLEARING,
                                                paid.amount().negate()))));
        if (!posted) {
            throw new IllegalStateException(
                    "Payment " + paid.paymentId() + " was credited by another purchase");
        }
        return true;
    }

    /** Notes an event; false when it was handled before. */
    @Transactional
    boolean rememberEvent(Payments.PaymentEvent event) {
        return purchases.rememberEvent(event.id(), event.type(), clock.instant());
    }
}
