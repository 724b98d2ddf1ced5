package dev.turnpike.persistence.pricing;

import dev.turnpike.billing.pricing.MarkupBook;
import dev.turnpike.billing.pricing.MarkupChange;
import dev.turnpike.persistence.tenancy.TenantScope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.List;

/** Keeps every change of a markup in PostgreSQL. */
@Singleton
class JpaMarkupBook implements MarkupBook {

    private static final String IN_FORCE =
            """
            from MarkupChangeEntity c
            where c.id in (select max(d.id) from MarkupChangeEntity d group by d.scope, d.name)
            and c.basisPoints is not null
            order by c.scope, c.name
            """;

    private static final String LAST = "from MarkupChangeEntity c order by c.id desc";

    private final TenantScope tenants;

    @Inject
    JpaMarkupBook(TenantScope tenants) {
        this.tenants = tenants;
    }

    @Override
    @Transactional
    public List<MarkupChange> listInForce() {
        return tenants.withoutAccount()
                .createQuery(IN_FORCE, MarkupChangeEntity.class)
                .getResultStream()
                .map(MarkupChangeEntity::toChange)
                .toList();
    }

    @Override
    @Transactional
    public List<MarkupChange> listLast(int limit) {
        return tenants.withoutAccount()
                .createQuery(LAST, MarkupChangeEntity.class)
                .setMaxResults(limit)
                .getResultStream()
                .map(MarkupChangeEntity::toChange)
                .toList();
    }

    @Override
    @Transactional
    public void add(MarkupChange change) {
        tenants.withoutAccount().persist(new MarkupChangeEntity(change));
    }
}
