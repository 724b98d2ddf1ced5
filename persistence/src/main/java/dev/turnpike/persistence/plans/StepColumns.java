package dev.turnpike.persistence.plans;

import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.plans.PlanRules;
import dev.turnpike.billing.pricing.Markup;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

/** A step of an edition of a plan. */
@Embeddable
record StepColumns(
        @Column(name = "from_nanos") long fromNanos,
        @Column(name = "basis_points") int basisPoints) {

    static StepColumns of(PlanRules.Step step) {
        return new StepColumns(step.from().nanos(), step.markup().basisPoints());
    }

    PlanRules.Step toStep() {
        return new PlanRules.Step(new Usd(fromNanos), new Markup(basisPoints));
    }
}
