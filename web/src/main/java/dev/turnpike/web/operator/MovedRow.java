package dev.turnpike.web.operator;

import dev.turnpike.billing.plans.Plans;
import dev.turnpike.billing.plans.Standings;
import dev.turnpike.billing.pricing.Markup;
import dev.turnpike.web.page.Amount;
import dev.turnpike.web.page.Moment;

/** An account that was put on a plan, as its row shows it. */
public record MovedRow(
        String account,
        String email,
        String plan,
        String markup,
        Amount spent,
        Moment at,
        String by) {

    static MovedRow of(Standings.Moved moved, Plans plans, Markup usual) {
        Markup markup = plans.markupOf(moved.standing());
        return new MovedRow(
                moved.account().toString(),
                moved.email(),
                plans.planOf(moved.standing()).name(),
                (markup == null ? usual : markup).toPercent(),
                Amount.of(moved.standing().spent()),
                Moment.of(moved.at()),
                moved.by());
    }
}
