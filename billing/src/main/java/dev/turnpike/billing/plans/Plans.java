package dev.turnpike.billing.plans;

import dev.turnpike.billing.pricing.Markup;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The plans in force, in memory: what an operator changes on another server is known here after a
 * {@link #refresh}.
 */
@Singleton
public class Plans {

    private final Markup usual;
    private final PlanBook book;
    private final AtomicReference<Map<PlanId, Plan>> plans;

    @Inject
    public Plans(Markup usual, PlanBook book) {
        this.usual = usual;
        this.book = book;
        plans = new AtomicReference<>(read(book));
    }

    /**
     * The markup that its plan gives an account; null for the platform's. An account whose plan was
     * made a moment ago on another server has that of the standard plan until we know of it.
     */
    public @Nullable Markup markupOf(Standing standing) {
        PlanRules rules = planOf(standing).rules();
        Markup markup = rules.markupAt(standing.spent());
        // A discount stays one when the platform's markup is lowered below its step.
        boolean isDiscount = rules.markup() == null;
        return markup != null && isDiscount && isDearer(markup) ? usual : markup;
    }

    /** The next step of its plan that brings an account a lower markup. */
    public Optional<PlanRules.Step> findNext(Standing standing) {
        PlanRules rules = planOf(standing).rules();
        return rules.findNext(standing.spent())
                .filter(step -> rules.markup() != null || !isDearer(step.markup()));
    }

    private boolean isDearer(Markup markup) {
        return markup.basisPoints() > usual.basisPoints();
    }

    /** The plan of an account. */
    public Plan planOf(Standing standing) {
        Map<PlanId, Plan> now = plans.get();
        Plan plan = now.get(standing.plan());
        if (plan == null) {
            plan = now.get(PlanId.STANDARD);
        }
        if (plan == null) {
            throw new IllegalStateException("There is no standard plan");
        }
        return plan;
    }

    /** Reads again what operators set. */
    public void refresh() {
        plans.set(read(book));
    }

    private static Map<PlanId, Plan> read(PlanBook book) {
        List<Plan> all = book.list();
        return all.stream().collect(Collectors.toUnmodifiableMap(Plan::id, Function.identity()));
    }
}
