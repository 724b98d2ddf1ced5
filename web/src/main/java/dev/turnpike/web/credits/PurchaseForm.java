package dev.turnpike.web.credits;

import dev.turnpike.billing.credits.CreditSettings;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.web.page.Amount;
import dev.turnpike.web.page.Dollars;
import dev.turnpike.web.page.Fields;
import java.util.List;
import java.util.Optional;

/**
 * How much credit somebody wants.
 *
 * @param chip the amount that was picked, in dollars
 * @param own the amount that was typed; when there is one, it counts
 * @param keepsCard whether the card may be charged later without the buyer
 * @param error what is wrong with it; empty when nothing is
 */
public record PurchaseForm(String chip, String own, boolean keepsCard, String error) {

    /** An untouched form; $10 is enough to try everything. */
    public static final PurchaseForm EMPTY = new PurchaseForm("10", "", false, "");

    private static final List<String> CHIPS = List.of("5", "10", "25", "50", "100");

    static PurchaseForm read(Fields fields) {
        return new PurchaseForm(
                fields.text("chip"), fields.text("own"), !fields.text("keep_card").isEmpty(), "");
    }

    /** The amount; empty when it is not one. */
    Optional<Usd> amount() {
        return Dollars.parse(own.isEmpty() ? chip : own);
    }

    PurchaseForm refused(CreditSettings bounds) {
        return withError(
                "Choose an amount between "
                        + Amount.of(bounds.minimum())
                        + " and "
                        + Amount.of(bounds.maximum())
                        + ".");
    }

    PurchaseForm withError(String text) {
        return new PurchaseForm(chip, own, keepsCard, text);
    }

    /** The amounts to pick from, in dollars. */
    public List<String> chips() {
        return CHIPS;
    }

    /** Whether this one is picked. */
    public boolean isPicked(String amount) {
        return own.isEmpty() && chip.equals(amount);
    }
}
