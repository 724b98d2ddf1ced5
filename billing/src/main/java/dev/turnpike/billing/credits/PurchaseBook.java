package dev.turnpike.billing.credits;

import dev.turnpike.billing.ledger.Entry;
import dev.turnpike.billing.ledger.Ledger;
import dev.turnpike.billing.ledger.LedgerAccount;
import dev.turnpike.billing.ledger.Posting;
import dev.turnpike.billing.money.Usd;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** The steps of a purchase that change the books, each in one transaction. */
@Singleton
public class PurchaseBook {

    private final Purchases purchases;
    private final Ledger ledger;
    private final TakeBackBook takeBacks;
    private final InstantSource clock;

    @Inject
    public PurchaseBook(
            Purchases purchases, Ledger ledger, TakeBackBook takeBacks, InstantSource clock) {
        this.purchases = purchases;
        this.ledger = ledger;
        this.takeBacks = takeBacks;
        this.clock = clock;
    }

    @Transactional
    void open(Purchase purchase) {
        purchases.add(purchase);
    }

    @Transactional
    boolean attachCheckout(Purchase purchase, String checkoutId) {
        return purchases.attachCheckout(purchase.account(), purchase.id(), checkoutId);
    }

    @Transactional
    boolean attachPayment(Purchase purchase, String paymentId) {
        return purchases.attachPayment(purchase.account(), purchase.id(), paymentId);
    }

    @Transactional
    void refuse(Purchase purchase, String reason) {
        purchases.markRefused(purchase.account(), purchase.id(), reason);
    }

    @Transactional
    void expire(Purchase purchase) {
        purchases.markExpired(purchase.account(), purchase.id());
    }

    @Transactional
    boolean claim(Purchase purchase, Instant now, Instant due) {
        return purchases.claim(purchase.account(), purchase.id(), now, due);
    }

    @Transactional
    boolean claimLook(Purchase purchase, Instant now, Instant since) {
        return purchases.claimLook(purchase.account(), purchase.id(), now, since);
    }

    @Transactional
    void noteProblem(Purchase purchase, String problem) {
        purchases.noteProblem(purchase.account(), purchase.id(), problem);
    }

    @Transactional
    void noteOnItsWay(Purchase purchase) {
        purchases.noteOnItsWay(purchase.account(), purchase.id());
    }

    /**
     * Brings the books to what has become of a payment: credits it once, for the purchase becomes
     * credited once and the journal takes a payment's reference once; and books each of its refunds
     * and disputes once. Whoever gave the purchase up was wrong then, and loses nothing.
     */
    @Transactional
    void follow(Purchase purchase, Payment payment) {
        purchases.lock(purchase.account(), purchase.id());
        boolean isFirst =
                purchases.markCredited(
                        purchase.account(),
                        purchase.id(),
                        payment.id(),
                        payment.tax(),
                        clock.instant());
        if (isFirst && !ledger.post(purchased(purchase, payment))) {
            throw new IllegalStateException(
                    "Payment " + payment.id() + " was credited by another purchase");
        }
        takeBacks.follow(purchase, payment);
    }

    private static Posting purchased(Purchase purchase, Payment payment) {
        List<Entry> entries = new ArrayList<>();
        entries.add(new Entry(LedgerAccount.WALLET, payment.credit()));
        entries.add(new Entry(LedgerAccount.PAYMENT_CLEARING, payment.total().negate()));
        if (!payment.tax().equals(Usd.ZERO)) {
            entries.add(new Entry(LedgerAccount.TAX_PAYABLE, payment.tax()));
        }
        return new Posting(purchase.account(), Posting.Kind.PURCHASE, payment.id(), entries);
    }
}
