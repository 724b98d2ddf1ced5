package dev.turnpike.web.operator;

import dev.turnpike.billing.pricing.Markup;
import dev.turnpike.billing.pricing.PriceSheet;
import dev.turnpike.billing.pricing.PriceVariant;
import dev.turnpike.billing.pricing.TokenClass;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * All prices of an offer that hold on a condition.
 *
 * @param when the condition, in words
 */
public record SheetTable(String when, List<Line> lines) {

    /** One class: what we pay, what the customer pays, and the difference. */
    public record Line(String label, String cost, String price, String margin) {}

    /** The usual prices first, then those of each condition. */
    static List<SheetTable> of(PriceSheet sheet, Markup markup) {
        List<SheetTable> tables = new ArrayList<>();
        tables.add(new SheetTable("Usual prices", lines(sheet, markup)));
        for (PriceVariant variant : sheet.variants()) {
            tables.add(
                    new SheetTable(
                            "For the whole call, " + variant.condition().words(),
                            lines(variant.prices(), markup)));
        }
        return tables;
    }

    private static List<Line> lines(PriceSheet sheet, Markup markup) {
        return Stream.of(TokenClass.values())
                .filter(it -> sheet.listed(it) != null)
                .map(
                        it ->
                                new Line(
                                        it.label(),
                                        UnitAmount.ofProvider(sheet, it),
                                        UnitAmount.ofCustomer(sheet, markup, it),
                                        UnitAmount.margin(sheet, markup, it)))
                .toList();
    }
}
