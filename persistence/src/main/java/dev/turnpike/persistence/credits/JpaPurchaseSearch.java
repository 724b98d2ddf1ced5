package dev.turnpike.persistence.credits;

import dev.turnpike.billing.credits.Purchase;
import dev.turnpike.billing.credits.PurchaseId;
import dev.turnpike.billing.credits.PurchaseSearch;
import dev.turnpike.persistence.tenancy.TenantScope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Looks through the purchases of all accounts in PostgreSQL. */
@Singleton
class JpaPurchaseSearch implements PurchaseSearch {

    private static final Pattern ID =
            Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private static final String NEWEST_FIRST = " order by p.createdAt desc, p.id desc";
    private static final String ALL = "from PurchaseEntity p" + NEWEST_FIRST;
    private static final String BY_ID = "from PurchaseEntity p where p.id = :id";
    private static final String BY_ANY_ID =
            "from PurchaseEntity p where p.id = :id or p.accountId = :id" + NEWEST_FIRST;
    private static final String BY_TEXT =
            """
            from PurchaseEntity p where p.paymentId = :text or lower(p.buyerEmail) = :lower
            """
                    + NEWEST_FIRST;

    private final TenantScope tenants;

    @Inject
    JpaPurchaseSearch(TenantScope tenants) {
        this.tenants = tenants;
    }

    @Override
    @Transactional
    public Optional<Purchase> find(PurchaseId id) {
        return list(query(BY_ID).setParameter("id", id.value())).stream().findFirst();
    }

    @Override
    @Transactional
    public List<Purchase> list(String sought, int limit) {
        return list(queryFor(sought).setMaxResults(limit));
    }

    private TypedQuery<PurchaseEntity> queryFor(String sought) {
        if (sought.isEmpty()) {
            return query(ALL);
        }
        if (ID.matcher(sought).matches()) {
            return query(BY_ANY_ID).setParameter("id", UUID.fromString(sought));
        }
        return query(BY_TEXT)
                .setParameter("text", sought)
                .setParameter("lower", sought.toLowerCase(Locale.ROOT));
    }

    private TypedQuery<PurchaseEntity> query(String query) {
        return tenants.acrossAccounts().createQuery(query, PurchaseEntity.class);
    }

    private static List<Purchase> list(TypedQuery<PurchaseEntity> query) {
        return query.getResultStream().map(PurchaseEntity::toPurchase).toList();
    }
}
