package dev.turnpike.persistence.credits;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.credits.Purchase;
import dev.turnpike.billing.credits.PurchaseId;
import dev.turnpike.billing.credits.Purchases;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.persistence.tenancy.TenantScope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.Query;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Keeps purchases in PostgreSQL. Each change is one guarded update: it says itself if it was one.
 */
@Singleton
class JpaPurchases implements Purchases {

    private static final String ONE =
            "from PurchaseEntity p where p.accountId = :account and p.id = :id";
    private static final String LIST =
            "from PurchaseEntity p where p.accountId = :account order by p.createdAt desc, p.id desc";
    private static final String BY_CHECKOUT =
            "from PurchaseEntity p where p.checkoutId = :checkout";
    private static final String BY_PAYMENT = "from PurchaseEntity p where p.paymentId = :payment";
    private static final String LOCK =
            "select 1 from purchase where account_id = :account and purchase_id = :id for update";
    private static final String OPEN =
            """
            from PurchaseEntity p where p.status = OPEN and p.createdAt < :before
            order by p.createdAt
            """;
    private static final String DUE =
            "from PurchaseEntity p where p.status = OPEN and p.dueAt <= :now order by p.dueAt";
    private static final String STILL_OPEN =
            " where p.accountId = :account and p.id = :id and p.status = OPEN";
    private static final String NOT_CREDITED =
            " where p.accountId = :account and p.id = :id and p.status <> CREDITED";
    private static final String ATTACH =
            "update PurchaseEntity p set p.checkoutId = :checkout" + STILL_OPEN;
    private static final String ATTACH_PAYMENT =
            "update PurchaseEntity p set p.paymentId = :payment" + STILL_OPEN;
    private static final String REFUSE =
            "update PurchaseEntity p set p.status = EXPIRED, p.problem = :reason" + STILL_OPEN;
    private static final String CREDIT =
            """
            update PurchaseEntity p
            set p.status = CREDITED, p.paymentId = :payment, p.taxNanos = :tax, p.creditedAt = :at,
                p.problem = null
            """
                    + NOT_CREDITED;
    private static final String PROBLEM =
            "update PurchaseEntity p set p.status = OPEN, p.problem = :problem" + NOT_CREDITED;
    private static final String ON_ITS_WAY =
            "update PurchaseEntity p set p.onItsWay = true" + STILL_OPEN;
    private static final String EXPIRE =
            "update PurchaseEntity p set p.status = EXPIRED" + STILL_OPEN;

    private static final String CLAIM =
            "update PurchaseEntity p set p.dueAt = :due" + STILL_OPEN + " and p.dueAt <= :now";
    private static final String CLAIM_LOOK =
            "update PurchaseEntity p set p.lookedAt = :now"
                    + NOT_CREDITED
                    + " and (p.lookedAt is null or p.lookedAt <= :since)";

    private final TenantScope tenants;

    @Inject
    JpaPurchases(TenantScope tenants) {
        this.tenants = tenants;
    }

    @Override
    @Transactional(TxType.MANDATORY)
    public void add(Purchase purchase) {
        tenants.of(purchase.account()).persist(new PurchaseEntity(purchase));
    }

    @Override
    @Transactional(TxType.MANDATORY)
    public boolean attachCheckout(AccountId account, PurchaseId id, String checkoutId) {
        return changesOne(change(ATTACH, account, id).setParameter("checkout", checkoutId));
    }

    @Override
    @Transactional(TxType.MANDATORY)
    public boolean attachPayment(AccountId account, PurchaseId id, String paymentId) {
        return changesOne(change(ATTACH_PAYMENT, account, id).setParameter("payment", paymentId));
    }

    @Override
    @Transactional(TxType.MANDATORY)
    public boolean markRefused(AccountId account, PurchaseId id, String reason) {
        return changesOne(change(REFUSE, account, id).setParameter("reason", reason));
    }

    @Override
    @Transactional(TxType.MANDATORY)
    public void lock(AccountId account, PurchaseId id) {
        var _ =
                tenants.of(account)
                        .createNativeQuery(LOCK)
                        .setParameter("account", account.value())
                        .setParameter("id", id.value())
                        .getResultList();
    }

    @Override
    @Transactional(TxType.MANDATORY)
    public void noteProblem(AccountId account, PurchaseId id, String problem) {
        changesOne(change(PROBLEM, account, id).setParameter("problem", problem));
    }

    @Override
    @Transactional(TxType.MANDATORY)
    public void noteOnItsWay(AccountId account, PurchaseId id) {
        changesOne(change(ON_ITS_WAY, account, id));
    }

    @Override
    @Transactional(TxType.MANDATORY)
    public boolean markCredited(
            AccountId account, PurchaseId id, String paymentId, Usd tax, Instant at) {
        return changesOne(
                change(CREDIT, account, id)
                        .setParameter("payment", paymentId)
                        .setParameter("tax", tax.nanos())
                        .setParameter("at", at));
    }

    @Override
    @Transactional(TxType.MANDATORY)
    public boolean markExpired(AccountId account, PurchaseId id) {
        return changesOne(change(EXPIRE, account, id));
    }

    @Override
    @Transactional
    public Optional<Purchase> find(AccountId account, PurchaseId id) {
        return list(
                        tenants.of(account)
                                .createQuery(ONE, PurchaseEntity.class)
                                .setParameter("account", account.value())
                                .setParameter("id", id.value()))
                .stream()
                .findFirst();
    }

    @Override
    @Transactional
    public List<Purchase> list(AccountId account) {
        return list(
                tenants.of(account)
                        .createQuery(LIST, PurchaseEntity.class)
                        .setParameter("account", account.value()));
    }

    @Override
    @Transactional
    public Optional<Purchase> findByCheckout(String checkoutId) {
        return list(
                        tenants.acrossAccounts()
                                .createQuery(BY_CHECKOUT, PurchaseEntity.class)
                                .setParameter("checkout", checkoutId))
                .stream()
                .findFirst();
    }

    @Override
    @Transactional
    public List<Purchase> listOpen(Instant createdBefore, int limit) {
        return list(
                tenants.acrossAccounts()
                        .createQuery(OPEN, PurchaseEntity.class)
                        .setParameter("before", createdBefore)
                        .setMaxResults(limit));
    }

    @Override
    @Transactional
    public List<Purchase> listDue(Instant now, int limit) {
        return list(
                tenants.acrossAccounts()
                        .createQuery(DUE, PurchaseEntity.class)
                        .setParameter("now", now)
                        .setMaxResults(limit));
    }

    @Override
    @Transactional(TxType.MANDATORY)
    public boolean claim(AccountId account, PurchaseId id, Instant now, Instant due) {
        return changesOne(
                change(CLAIM, account, id).setParameter("now", now).setParameter("due", due));
    }

    @Override
    @Transactional(TxType.MANDATORY)
    public boolean claimLook(AccountId account, PurchaseId id, Instant now, Instant since) {
        return changesOne(
                change(CLAIM_LOOK, account, id)
                        .setParameter("now", now)
                        .setParameter("since", since));
    }

    @Override
    @Transactional
    public Optional<Purchase> findByPayment(String paymentId) {
        return list(
                        tenants.acrossAccounts()
                                .createQuery(BY_PAYMENT, PurchaseEntity.class)
                                .setParameter("payment", paymentId))
                .stream()
                .findFirst();
    }

    private Query change(String update, AccountId account, PurchaseId id) {
        return tenants.of(account)
                .createQuery(update)
                .setParameter("account", account.value())
                .setParameter("id", id.value());
    }

    private static boolean changesOne(Query update) {
        return update.executeUpdate() == 1;
    }

    private static List<Purchase> list(TypedQuery<PurchaseEntity> query) {
        return query.getResultStream().map(PurchaseEntity::toPurchase).toList();
    }
}
