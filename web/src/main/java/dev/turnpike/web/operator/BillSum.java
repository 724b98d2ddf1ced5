package dev.turnpike.web.operator;

import dev.turnpike.billing.money.Usd;
import dev.turnpike.web.page.Amount;
import java.util.List;

/**
 * What the billed days of a month come to.
 *
 * @param variance theirs less ours
 * @param percent of ours; empty when that is nothing
 */
public record BillSum(Amount ours, Amount theirs, Amount variance, String percent) {

    /** Of those days that both sides know. */
    static BillSum of(List<BillDayRow> days) {
        Usd ours = Usd.ZERO;
        Usd theirs = Usd.ZERO;
        for (BillDayRow day : days) {
            Usd we = day.ours();
            Usd they = day.theirs();
            if (we != null && they != null) {
                ours = ours.plus(we);
                theirs = theirs.plus(they);
            }
        }
        return of(ours, theirs);
    }

    static BillSum of(Usd ours, Usd theirs) {
        return new BillSum(
                Amount.of(ours),
                Amount.of(theirs),
                Amount.of(theirs.minus(ours)),
                BillDayRow.percent(ours, theirs));
    }
}
