package dev.turnpike.web.catalog;

import dev.turnpike.billing.plans.Plans;
import dev.turnpike.billing.plans.Standings;
import dev.turnpike.billing.pricing.Markup;
import dev.turnpike.billing.pricing.Markups;
import dev.turnpike.web.page.Visitors;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Whose prices a page shows: those of whoever is signed in, else what everybody pays. */
@Singleton
public class VisitorPrices {

    private final Markups markups;
    private final Plans plans;
    private final Standings standings;
    private final Visitors visitors;

    @Inject
    public VisitorPrices(Markups markups, Plans plans, Standings standings, Visitors visitors) {
        this.markups = markups;
        this.plans = plans;
        this.standings = standings;
        this.visitors = visitors;
    }

    /** The prices of whoever is looking now. */
    Prices get() {
        @Nullable Markup plan =
                visitors.findVisitor()
                        .map(visitor -> plans.markupOf(standings.find(visitor.account())))
                        .orElse(null);
        return new Prices(markups, plan);
    }
}
