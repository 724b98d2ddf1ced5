package dev.turnpike.web.usage;

import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.plans.PlanRules;
import dev.turnpike.billing.plans.Plans;
import dev.turnpike.billing.plans.Standing;
import dev.turnpike.billing.pricing.Markup;
import dev.turnpike.web.page.Amount;
import org.jspecify.annotations.Nullable;

/**
 * Which plan a customer is on, and how far it is to a lower price.
 *
 * @param markup what prices include now
 * @param spent in the last 30 days
 * @param next null when no step is left
 */
public record PlanCard(String plan, String markup, Amount spent, @Nullable Next next) {

    /**
     * The step to come.
     *
     * @param missing what is still to be spent until then
     * @param percent how much of it is spent, from 0 to 99
     */
    public record Next(Amount from, Amount missing, String markup, long percent) {
        static Next of(PlanRules.Step step, Usd spent) {
            // Spend is below the step, so the quotient is below 100; dividing first cannot
            // overflow.
            long percent = spent.nanos() / Math.max(1, step.from().nanos() / 100);
            return new Next(
                    Amount.of(step.from()),
                    Amount.of(step.from().minus(spent)),
                    step.markup().toPercent(),
                    Math.min(percent, 99));
        }
    }

    static PlanCard of(Plans plans, Standing standing, Markup usual) {
        Markup markup = plans.markupOf(standing);
        return new PlanCard(
                plans.planOf(standing).name(),
                (markup == null ? usual : markup).toPercent(),
                Amount.of(standing.spent()),
                plans.findNext(standing).map(step -> Next.of(step, standing.spent())).orElse(null));
    }
}
