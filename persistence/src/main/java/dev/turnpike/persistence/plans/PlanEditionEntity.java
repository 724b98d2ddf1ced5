package dev.turnpike.persistence.plans;

import dev.turnpike.billing.plans.Plan;
import dev.turnpike.billing.plans.PlanId;
import dev.turnpike.billing.plans.PlanRules;
import dev.turnpike.billing.pricing.Markup;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.Formula;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A row of the rules that a plan has or had. */
@Entity
@Immutable
@Table(name = "plan_edition")
class PlanEditionEntity {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Column(name = "plan_edition_id")
    private @Nullable Long id;

    @Column(name = "plan_id")
    private UUID planId;

    @Formula("(select named.name from plan named where named.plan_id = plan_id)")
    private String name;

    @Column(name = "basis_points")
    private @Nullable Integer basisPoints;

    @ElementCollection(fetch = FetchType.EAGER)
    @CollectionTable(name = "plan_step", joinColumns = @JoinColumn(name = "plan_edition_id"))
    private List<StepColumns> steps;

    @Column(name = "changed_at")
    private Instant changedAt;

    @Column(name = "changed_by")
    private String changedBy;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
    protected PlanEditionEntity() {}

    PlanEditionEntity(Plan plan) {
        Markup markup = plan.rules().markup();
        planId = plan.id().value();
        name = plan.name();
        basisPoints = markup == null ? null : markup.basisPoints();
        steps = plan.rules().steps().stream().map(StepColumns::of).toList();
        changedAt = plan.since();
        changedBy = plan.by();
    }

    Plan toPlan() {
        List<PlanRules.Step> ascending =
                steps.stream()
                        .sorted(Comparator.comparingLong(StepColumns::fromNanos))
                        .map(StepColumns::toStep)
                        .toList();
        Markup markup = basisPoints == null ? null : new Markup(basisPoints);
        return new Plan(
                new PlanId(planId), name, new PlanRules(markup, ascending), changedAt, changedBy);
    }
}
