package dev.turnpike.web.operator;

import dev.turnpike.billing.plans.PlanBook;
import dev.turnpike.billing.plans.Plans;
import dev.turnpike.billing.plans.Standings;
import dev.turnpike.billing.pricing.Markup;
import dev.turnpike.web.page.Page;
import dev.turnpike.web.page.Page.Section;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** The page of plans, around its forms in whatever state they are. */
@Singleton
public class PlansView {

    /** More are found by their account. */
    private static final int MAX_MOVED = 100;

    private final PlanBook book;
    private final Plans plans;
    private final Standings standings;
    private final Markup usual;

    @Inject
    public PlansView(PlanBook book, Plans plans, Standings standings, Markup usual) {
        this.book = book;
        this.plans = plans;
        this.standings = standings;
        this.usual = usual;
    }

    Page page(PlanForm form, MoveForm move) {
        return Page.of("operator/plans", "Plans", Section.OPERATOR)
                .with("usual", usual.toPercent())
                .with("form", form)
                .with("move", move)
                .with("plans", book.list().stream().map(it -> PlanRow.of(it, usual)).toList())
                .with(
                        "moved",
                        standings.listMoved(MAX_MOVED).stream()
                                .map(it -> MovedRow.of(it, plans, usual))
                                .toList());
    }
}
