package dev.turnpike.billing.plans;

import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.pricing.Markup;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a plan says: a markup, and lower ones for accounts that have spent much lately.
 *
 * @param markup replaces the platform's; null when the plan has none of its own
 * @param steps the least spend first; none has a higher markup than the one before it
 */
public record PlanRules(@Nullable Markup markup, List<Step> steps) {

    /** More than anybody reads on a page. */
    public static final int MAX_STEPS = 8;

    /** A plan that changes nothing. */
    public static final PlanRules NONE = new PlanRules(null, List.of());

    public PlanRules {
        steps = List.copyOf(steps);
        if (steps.size() > MAX_STEPS || !isDescending(markup, steps)) {
            throw new IllegalArgumentException(
                    "At most %d steps, each from more spend on and none dearer than before: %s, %s"
                            .formatted(MAX_STEPS, markup, steps));
        }
    }

    /**
     * A lower markup from some spend on.
     *
     * @param from what an account has spent in the last 30 days, at least
     */
    public record Step(Usd from, Markup markup) {
        public Step {
            if (!from.isPositive()) {
                throw new IllegalArgumentException("A step begins above zero: " + from);
            }
        }
    }

    /** The markup of an account that has spent this much; null for that of the platform. */
    public @Nullable Markup markupAt(Usd spent) {
        Markup reached = markup;
        for (Step step : steps) {
            if (spent.compareTo(step.from()) < 0) {
                break;
            }
            reached = step.markup();
        }
        return reached;
    }

    /** The first step that an account has not reached that has spent this much. */
    public Optional<Step> findNext(Usd spent) {
        return steps.stream().filter(step -> spent.compareTo(step.from()) < 0).findFirst();
    }

    private static boolean isDescending(@Nullable Markup first, List<Step> steps) {
        Usd from = Usd.ZERO;
        Markup most = first;
        for (Step step : steps) {
            boolean isMore = step.from().compareTo(from) > 0;
            if (!isMore || (most != null && step.markup().basisPoints() > most.basisPoints())) {
                return false;
            }
            from = step.from();
            most = step.markup();
        }
        return true;
    }
}
