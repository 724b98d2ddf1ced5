package dev.turnpike.web.credits;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.credits.Purchase;
import dev.turnpike.billing.credits.PurchaseId;
import dev.turnpike.billing.credits.Purchases;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.web.page.Browser;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Purchases that are simply there. */
public record FixedPurchases(List<Purchase> purchases) implements Purchases {

    static final Purchase CREDITED = purchase(1, Purchase.Status.CREDITED);
    public static final Purchase OPEN = purchase(2, Purchase.Status.OPEN);
    static final Purchase ON_ITS_WAY = onItsWay(4);
    static final Purchase EXPIRED = purchase(3, Purchase.Status.EXPIRED);

    private static Purchase purchase(int number, Purchase.Status status) {
        return purchase(number, status, false);
    }

    private static Purchase onItsWay(int number) {
        return purchase(number, Purchase.Status.OPEN, true);
    }

    private static Purchase purchase(int number, Purchase.Status status, boolean isOnItsWay) {
        boolean credited = status == Purchase.Status.CREDITED;
        return new Purchase(
                new PurchaseId(new UUID(0x0193a00000007000L, number)),
                Browser.ACME,
                Purchase.Way.CHECKOUT,
                Usd.ofCents(1_000L * number),
                status,
                "ada@acme.example",
                Browser.NOW.minusSeconds(600),
                "cs_test_" + number,
                credited ? "pi_3PxQ7b2eZvKYlo2C1a" : null,
                Usd.ZERO,
                credited ? Browser.NOW.minusSeconds(500) : null,
                null,
                isOnItsWay);
    }

    @Override
    public List<Purchase> list(AccountId account) {
        return purchases;
    }

    @Override
    public Optional<Purchase> find(AccountId account, PurchaseId id) {
        return purchases.stream().filter(purchase -> purchase.id().equals(id)).findFirst();
    }

    @Override
    public void add(Purchase purchase) {
        throw fixed();
    }

    @Override
    public boolean attachCheckout(AccountId account, PurchaseId id, String checkoutId) {
        throw fixed();
    }

    @Override
    public boolean attachPayment(AccountId account, PurchaseId id, String paymentId) {
        throw fixed();
    }

    @Override
    public boolean markRefused(AccountId account, PurchaseId id, String reason) {
        throw fixed();
    }

    @Override
    public boolean markCredited(
            AccountId account, PurchaseId id, String paymentId, Usd tax, Instant at) {
        throw fixed();
    }

    @Override
    public List<Purchase> listDue(Instant now, int limit) {
        throw fixed();
    }

    @Override
    public boolean claim(AccountId account, PurchaseId id, Instant now, Instant due) {
        throw fixed();
    }

    @Override
    public boolean claimLook(AccountId account, PurchaseId id, Instant now, Instant since) {
        return true;
    }

    @Override
    public void lock(AccountId account, PurchaseId id) {
        throw fixed();
    }

    @Override
    public void noteProblem(AccountId account, PurchaseId id, String problem) {
        // The page says so anyway.
    }

    @Override
    public void noteOnItsWay(AccountId account, PurchaseId id) {
        throw fixed();
    }

    @Override
    public Optional<Purchase> findByPayment(String paymentId) {
        throw fixed();
    }

    @Override
    public boolean markExpired(AccountId account, PurchaseId id) {
        throw fixed();
    }

    @Override
    public Optional<Purchase> findByCheckout(String checkoutId) {
        throw fixed();
    }

    @Override
    public List<Purchase> listOpen(Instant createdBefore, int limit) {
        return purchases.stream()
                .filter(purchase -> purchase.status() == Purchase.Status.OPEN)
                .filter(purchase -> purchase.createdAt().isBefore(createdBefore))
                .limit(limit)
                .toList();
    }

    private static UnsupportedOperationException fixed() {
        return new UnsupportedOperationException("These purchases are fixed");
    }
}
