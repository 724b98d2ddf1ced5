package dev.turnpike.web.catalog;

import dev.turnpike.billing.money.UnitPrice;
import dev.turnpike.billing.pricing.Markup;
import dev.turnpike.billing.pricing.PriceSheet;
import dev.turnpike.billing.pricing.TokenClass;
import dev.turnpike.web.page.Amount;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What customers pay: list prices with the markup in them, for a million tokens or one of another
 * unit.
 */
@Singleton
public class Prices {

    private static final int MILLION = 6;

    private final Markup markup;

    @Inject
    public Prices(Markup markup) {
        this.markup = markup;
    }

    /** A class of units and its price. */
    public record Line(String label, String price) {}

    /**
     * The price of a million tokens of this class, or of one other unit; a dash when the list names
     * none.
     */
    String of(PriceSheet sheet, TokenClass tokenClass) {
        return find(sheet, tokenClass).orElse("–");
    }

    /** The prices of the classes other than plain input and output. */
    List<Line> others(PriceSheet sheet) {
        return lines(sheet, each -> each != TokenClass.INPUT && each != TokenClass.OUTPUT);
    }

    /** The prices of all classes that the list names. */
    List<Line> all(PriceSheet sheet) {
        return lines(sheet, _ -> true);
    }

    private List<Line> lines(PriceSheet sheet, Predicate<TokenClass> wanted) {
        return Stream.of(TokenClass.values())
                .filter(wanted)
                .flatMap(
                        each ->
                                find(sheet, each).stream()
                                        .map(price -> new Line(each.label(), price)))
                .toList();
    }

    private Optional<String> find(PriceSheet sheet, TokenClass tokenClass) {
        @Nullable UnitPrice listed = sheet.listed(tokenClass);
        if (listed == null) {
            return Optional.empty();
        }
        BigDecimal paid = markup.applyTo(listed);
        return Optional.of(
                tokenClass.isToken()
                        ? Amount.perMillion(paid.movePointRight(MILLION))
                        : "$" + paid.stripTrailingZeros().toPlainString() + " each");
    }
}
