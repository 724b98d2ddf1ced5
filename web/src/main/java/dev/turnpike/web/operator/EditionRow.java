package dev.turnpike.web.operator;

import dev.turnpike.billing.pricing.PriceVersion;
import dev.turnpike.billing.pricing.TokenClass;
import dev.turnpike.web.page.Moment;

/**
 * An edition of a price as its row shows it.
 *
 * @param canComeAgain whether it is an earlier one with a price
 */
public record EditionRow(
        long number,
        Moment since,
        String input,
        String output,
        int conditions,
        String source,
        String approvedBy,
        boolean canComeAgain) {

    static EditionRow of(PriceVersion version, PriceVersion inForce) {
        return new EditionRow(
                version.id(),
                Moment.of(version.effectiveFrom()),
                UnitAmount.ofProvider(version.sheet(), TokenClass.INPUT),
                UnitAmount.ofProvider(version.sheet(), TokenClass.OUTPUT),
                version.sheet().variants().size(),
                version.source(),
                version.approvedBy(),
                version.sheet().isComplete() && !version.sheet().equals(inForce.sheet()));
    }
}
