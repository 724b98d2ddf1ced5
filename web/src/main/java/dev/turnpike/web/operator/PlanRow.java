package dev.turnpike.web.operator;

import dev.turnpike.billing.plans.Plan;
import dev.turnpike.billing.plans.PlanId;
import dev.turnpike.billing.pricing.Markup;
import dev.turnpike.web.page.Amount;
import dev.turnpike.web.page.Moment;
import java.util.List;

/**
 * A plan as its row shows it.
 *
 * @param markup in words
 */
public record PlanRow(
        String id,
        String name,
        String markup,
        List<Step> steps,
        boolean isStandard,
        Moment since,
        String by) {

    /** From which spend on which markup. */
    public record Step(Amount from, String markup) {}

    static PlanRow of(Plan plan, Markup usual) {
        Markup markup = plan.rules().markup();
        return new PlanRow(
                plan.id().toString(),
                plan.name(),
                markup == null ? "the platform's, " + usual.toPercent() : markup.toPercent(),
                plan.rules().steps().stream()
                        .map(it -> new Step(Amount.of(it.from()), it.markup().toPercent()))
                        .toList(),
                plan.id().equals(PlanId.STANDARD),
                Moment.of(plan.since()),
                plan.by());
    }
}
