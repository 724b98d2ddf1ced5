package dev.turnpike.persistence.credits;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.credits.PurchaseId;
import dev.turnpike.billing.credits.TakeBack;
import dev.turnpike.billing.credits.TakeBacks;
import dev.turnpike.persistence.tenancy.TenantScope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.List;

/** Keeps refunds and disputes in PostgreSQL. */
@Singleton
class JpaTakeBacks implements TakeBacks {

    private static final String OF_PURCHASE =
            """
            from TakeBackEntity t where t.accountId = :account and t.purchaseId = :purchase
            order by t.createdAt, t.id
            """;
    private static final String OF_ACCOUNT =
            "from TakeBackEntity t where t.accountId = :account order by t.createdAt desc, t.id desc";
    private static final String MARK =
            "update TakeBackEntity t set t.status = :status where t.accountId = :account and t.id = :id";

    private final TenantScope tenants;

    @Inject
    JpaTakeBacks(TenantScope tenants) {
        this.tenants = tenants;
    }

    @Override
    @Transactional(TxType.MANDATORY)
    public void add(AccountId account, TakeBack takeBack) {
        tenants.of(account).persist(new TakeBackEntity(account, takeBack));
    }

    @Override
    @Transactional(TxType.MANDATORY)
    public void mark(AccountId account, String id, TakeBack.Status status) {
        var _ =
                tenants.of(account)
                        .createQuery(MARK)
                        .setParameter("account", account.value())
                        .setParameter("id", id)
                        .setParameter("status", status)
                        .executeUpdate();
    }

    @Override
    @Transactional
    public List<TakeBack> list(AccountId account, PurchaseId purchase) {
        return list(
                tenants.of(account)
                        .createQuery(OF_PURCHASE, TakeBackEntity.class)
                        .setParameter("account", account.value())
                        .setParameter("purchase", purchase.value()));
    }

    @Override
    @Transactional
    public List<TakeBack> list(AccountId account) {
        return list(
                tenants.of(account)
                        .createQuery(OF_ACCOUNT, TakeBackEntity.class)
                        .setParameter("account", account.value()));
    }

    private static List<TakeBack> list(TypedQuery<TakeBackEntity> query) {
        return query.getResultStream().map(TakeBackEntity::toTakeBack).toList();
    }
}
