package dev.turnpike.persistence.credits;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.credits.PurchaseId;
import dev.turnpike.billing.credits.refunds.Refund;
import dev.turnpike.billing.credits.refunds.RefundId;
import dev.turnpike.billing.credits.refunds.Refunds;
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

/** Keeps the refunds that we ask for in PostgreSQL. */
@Singleton
class JpaRefunds implements Refunds {

    private static final String ONE =
            "from RefundEntity r where r.accountId = :account and r.id = :id";
    private static final String OF_PURCHASE =
            """
            from RefundEntity r where r.accountId = :account and r.purchaseId = :purchase
            order by r.createdAt, r.id
            """;
    private static final String OF_ACCOUNT =
            "from RefundEntity r where r.accountId = :account order by r.createdAt desc, r.id desc";
    private static final String DUE =
            "from RefundEntity r where r.status = ASKED and r.dueAt <= :now order by r.dueAt, r.id";
    private static final String THIS = " where r.accountId = :account and r.id = :id";
    private static final String PAID =
            """
            update RefundEntity r
            set r.status = PAID, r.takeBackId = :made, r.changedAt = :at, r.dueAt = null,
                r.problem = null
            """
                    + THIS
                    + " and r.status = ASKED";
    private static final String FAILED =
            """
            update RefundEntity r
            set r.status = FAILED, r.problem = :problem, r.changedAt = :at, r.dueAt = null
            """
                    + THIS
                    + " and r.status <> FAILED";
    private static final String NOT_KNOWN =
            """
            update RefundEntity r
            set r.failures = r.failures + 1, r.problem = :problem, r.dueAt = :due
            """
                    + THIS
                    + " and r.status = ASKED";

    private final TenantScope tenants;

    @Inject
    JpaRefunds(TenantScope tenants) {
        this.tenants = tenants;
    }

    @Override
    @Transactional(TxType.MANDATORY)
    public void add(Refund refund, Instant due) {
        tenants.of(refund.account()).persist(new RefundEntity(refund, due));
    }

    @Override
    @Transactional
    public Optional<Refund> find(AccountId account, RefundId id) {
        return list(of(account, ONE).setParameter("id", id.value())).stream().findFirst();
    }

    @Override
    @Transactional
    public List<Refund> list(AccountId account, PurchaseId purchase) {
        return list(of(account, OF_PURCHASE).setParameter("purchase", purchase.value()));
    }

    @Override
    @Transactional
    public List<Refund> list(AccountId account) {
        return list(of(account, OF_ACCOUNT));
    }

    @Override
    @Transactional(TxType.MANDATORY)
    public void markPaid(Refund refund, String returnId, Instant at) {
        change(change(PAID, refund).setParameter("made", returnId).setParameter("at", at));
    }

    @Override
    @Transactional(TxType.MANDATORY)
    public void markFailed(Refund refund, String problem, Instant at) {
        change(change(FAILED, refund).setParameter("problem", problem).setParameter("at", at));
    }

    @Override
    @Transactional(TxType.MANDATORY)
    public void noteFailure(Refund refund, String problem, Instant due) {
        change(change(NOT_KNOWN, refund).setParameter("problem", problem).setParameter("due", due));
    }

    @Override
    @Transactional
    public List<Refund> listDue(Instant now, int limit) {
        return list(
                tenants.acrossAccounts()
                        .createQuery(DUE, RefundEntity.class)
                        .setParameter("now", now)
                        .setMaxResults(limit));
    }

    private TypedQuery<RefundEntity> of(AccountId account, String query) {
        return tenants.of(account)
                .createQuery(query, RefundEntity.class)
                .setParameter("account", account.value());
    }

    private Query change(String update, Refund refund) {
        return tenants.of(refund.account())
                .createQuery(update)
                .setParameter("account", refund.account().value())
                .setParameter("id", refund.id().value());
    }

    private static void change(Query update) {
        if (update.executeUpdate() != 1) {
            throw new IllegalStateException("The refund is not in the state to change like this");
        }
    }

    private static List<Refund> list(TypedQuery<RefundEntity> query) {
        return query.getResultStream().map(RefundEntity::toRefund).toList();
    }
}
