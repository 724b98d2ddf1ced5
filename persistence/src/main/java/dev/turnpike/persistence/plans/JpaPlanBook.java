package dev.turnpike.persistence.plans;

import dev.turnpike.billing.plans.Plan;
import dev.turnpike.billing.plans.PlanBook;
import dev.turnpike.billing.plans.PlanId;
import dev.turnpike.persistence.tenancy.TenantScope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Keeps plans with every change of their rules in PostgreSQL. */
@Singleton
class JpaPlanBook implements PlanBook {

    private static final String IN_FORCE =
            """
            from PlanEditionEntity e left join fetch e.steps
            where e.id in (select max(d.id) from PlanEditionEntity d group by d.planId)
            """;

    private static final String ADD =
            """
            insert into plan (plan_id, name, created_at, created_by)
            values (:plan, :name, :at, :by) on conflict (lower(name)) do nothing
            """;

    private static final Comparator<Plan> ORDER =
            Comparator.<Plan>comparingInt(plan -> plan.id().equals(PlanId.STANDARD) ? 0 : 1)
                    .thenComparing(plan -> plan.name().toLowerCase(Locale.ROOT));

    private final TenantScope tenants;

    @Inject
    JpaPlanBook(TenantScope tenants) {
        this.tenants = tenants;
    }

    @Override
    @Transactional
    public List<Plan> list() {
        return tenants.withoutAccount()
                .createQuery(IN_FORCE, PlanEditionEntity.class)
                .getResultStream()
                .map(PlanEditionEntity::toPlan)
                .sorted(ORDER)
                .toList();
    }

    @Override
    @Transactional(Transactional.TxType.MANDATORY)
    public boolean add(Plan plan) {
        int added =
                tenants.withoutAccount()
                        .createNativeQuery(ADD)
                        .setParameter("plan", plan.id().value())
                        .setParameter("name", plan.name())
                        .setParameter("at", plan.since())
                        .setParameter("by", plan.by())
                        .executeUpdate();
        if (added == 1) {
            change(plan);
        }
        return added == 1;
    }

    @Override
    @Transactional(Transactional.TxType.MANDATORY)
    public void change(Plan plan) {
        tenants.withoutAccount().persist(new PlanEditionEntity(plan));
    }
}
