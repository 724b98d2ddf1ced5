package dev.turnpike.web.usage;

import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.pricing.Charge;
import dev.turnpike.billing.pricing.PriceSheet;
import dev.turnpike.web.page.Amount;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a cost came about, step by step, so that a customer can do it again by hand.
 *
 * @param lines quantity × price for each class of units
 * @param sum of the lines, exact
 * @param markup in percent, such as {@code 15 %}
 * @param factor 1 + markup, such as {@code 1.15}
 * @param product sum × factor, exact
 * @param waived what of the product, rounded half up, is beyond the call's max_cost and was not
 *     charged; null when nothing is
 * @param cost the product, rounded half up to a nano-dollar, without what is waived
 */
public record Formula(
        List<Line> lines,
        String sum,
        String markup,
        String factor,
        String product,
        @Nullable String waived,
        Amount cost) {

    /**
     * One class of units.
     *
     * @param listed whether the price list names this class; if not, it is priced like the class
     *     that it belongs to
     */
    public record Line(
            String label,
            String quantity,
            String unitPrice,
            String perMillion,
            String amount,
            boolean listed) {}

    public Formula {
        lines = List.copyOf(lines);
    }

    static Formula of(Charge charge, PriceSheet sheet) {
        BigDecimal sum =
                charge.lines().stream()
                        .map(Formula::amount)
                        .reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal factor = charge.markup().factor();
        return new Formula(
                charge.lines().stream()
                        .filter(line -> isWorthMentioning(line, sheet))
                        .map(line -> line(line, sheet))
                        .toList(),
                dollars(sum),
                charge.markup().toPercent(),
                plain(factor),
                dollars(sum.multiply(factor)),
                waived(sum.multiply(factor), charge),
                Amount.of(charge.cost()));
    }

    private static @Nullable String waived(BigDecimal product, Charge charge) {
        BigDecimal whole = product.setScale(Usd.SCALE, RoundingMode.HALF_UP);
        BigDecimal waived = whole.subtract(charge.cost().toDecimal());
        return waived.signum() > 0 ? dollars(waived) : null;
    }

    private static Line line(Charge.Line line, PriceSheet sheet) {
        return new Line(
                line.tokenClass().label(),
                String.format(Locale.ROOT, "%,d", line.quantity()),
                dollars(line.unitPrice().toDecimal()),
                line.tokenClass().isToken() ? Amount.perMillion(line.unitPrice()) : "–",
                dollars(amount(line)),
                sheet.listed(line.tokenClass()) != null);
    }

    /** Not a class that the list does not name and that costs nothing, such as the call itself. */
    private static boolean isWorthMentioning(Charge.Line line, PriceSheet sheet) {
        return !line.unitPrice().isFree() || sheet.listed(line.tokenClass()) != null;
    }

    private static BigDecimal amount(Charge.Line line) {
        return line.unitPrice().toDecimal().multiply(BigDecimal.valueOf(line.quantity()));
    }

    private static String dollars(BigDecimal amount) {
        return "$" + plain(amount);
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
