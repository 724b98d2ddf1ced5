package dev.turnpike.billing.credits;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.money.Usd;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Keeps open purchases, and remembers those that were credited. */
final class PurchasesInMemory implements Purchases {

    final List<String> payments = new ArrayList<>();
    final List<String> problems = new ArrayList<>();
    private final Map<String, Purchase> credited = new HashMap<>();
    private final Map<PurchaseId, Purchase> open = new LinkedHashMap<>();
    private final Map<PurchaseId, Instant> due = new HashMap<>();
    private final Map<PurchaseId, Instant> looks = new HashMap<>();

    /** Open purchases with these checkouts, oldest first. */
    static PurchasesInMemory of(String... checkouts) {
        PurchasesInMemory purchases = new PurchasesInMemory();
        for (String checkout : checkouts) {
            purchases.add(
                    new Purchase(
                            PurchaseId.next(),
                            new AccountId(new UUID(1, 2)),
                            Purchase.Way.CHECKOUT,
                            Usd.parse("10"),
                            Purchase.Status.OPEN,
                            "ada@acme.example",
                            Instant.EPOCH,
                            checkout,
                            null,
                            Usd.ZERO,
                            null,
                            null,
                            false));
        }
        return purchases;
    }

    @Override
    public void add(Purchase purchase) {
        open.put(purchase.id(), purchase);
    }

    @Override
    public boolean attachCheckout(AccountId account, PurchaseId id, String checkoutId) {
        return open.containsKey(id);
    }

    @Override
    public boolean attachPayment(AccountId account, PurchaseId id, String paymentId) {
        return open.computeIfPresent(id, (_, purchase) -> withPayment(purchase, paymentId)) != null;
    }

    private static Purchase withPayment(Purchase purchase, String paymentId) {
        return new Purchase(
                purchase.id(),
                purchase.account(),
                purchase.way(),
                purchase.amount(),
                purchase.status(),
                purchase.buyerEmail(),
                purchase.createdAt(),
                null,
                paymentId,
                purchase.tax(),
                null,
                null,
                false);
    }

    @Override
    public boolean markRefused(AccountId account, PurchaseId id, String reason) {
        problems.add(reason);
        return open.remove(id) != null;
    }

    @Override
    public boolean markCredited(
            AccountId account, PurchaseId id, String paymentId, Usd tax, Instant at) {
        Purchase purchase = open.remove(id);
        if (purchase == null) {
            return false;
        }
        payments.add(paymentId);
        credited.put(paymentId, purchase);
        return true;
    }

    @Override
    public boolean markExpired(AccountId account, PurchaseId id) {
        return open.remove(id) != null;
    }

    @Override
    public Optional<Purchase> find(AccountId account, PurchaseId id) {
        return Optional.ofNullable(open.get(id));
    }

    @Override
    public List<Purchase> list(AccountId account) {
        return List.copyOf(open.values());
    }

    @Override
    public Optional<Purchase> findByCheckout(String checkoutId) {
        return open.values().stream()
                .filter(purchase -> checkoutId.equals(purchase.checkoutId()))
                .findFirst();
    }

    @Override
    public List<Purchase> listOpen(Instant createdBefore, int limit) {
        return open.values().stream().limit(limit).toList();
    }

    @Override
    public List<Purchase> listDue(Instant now, int limit) {
        return open.values().stream()
                .filter(purchase -> !due(purchase).isAfter(now))
                .sorted(Comparator.comparing(this::due))
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized boolean claim(AccountId account, PurchaseId id, Instant now, Instant next) {
        Purchase purchase = open.get(id);
        boolean isDue = purchase != null && !due(purchase).isAfter(now);
        if (isDue) {
            due.put(id, next);
        }
        return isDue;
    }

    private Instant due(Purchase purchase) {
        return due.getOrDefault(purchase.id(), purchase.firstDue());
    }

    @Override
    public boolean claimLook(AccountId account, PurchaseId id, Instant now, Instant since) {
        Instant last = looks.getOrDefault(id, Instant.MIN);
        boolean isTime = open.containsKey(id) && !last.isAfter(since);
        if (isTime) {
            looks.put(id, now);
        }
        return isTime;
    }

    @Override
    public Optional<Purchase> findByPayment(String paymentId) {
        return Optional.ofNullable(credited.get(paymentId));
    }

    @Override
    public void lock(AccountId account, PurchaseId id) {
        // Nobody else is here.
    }

    @Override
    public void noteOnItsWay(AccountId account, PurchaseId id) {
        problems.add("on its way");
    }

    @Override
    public void noteProblem(AccountId account, PurchaseId id, String problem) {
        problems.add(problem);
    }
}
