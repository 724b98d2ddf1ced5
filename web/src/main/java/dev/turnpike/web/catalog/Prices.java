package dev.turnpike.web.catalog;

import dev.turnpike.billing.catalog.Model;
import dev.turnpike.billing.catalog.Offer;
import dev.turnpike.billing.money.UnitPrice;
import dev.turnpike.billing.pricing.Markup;
import dev.turnpike.billing.pricing.Markups;
import dev.turnpike.billing.pricing.PriceSheet;
import dev.turnpike.billing.pricing.PriceVariant;
import dev.turnpike.billing.pricing.TokenClass;
import dev.turnpike.web.page.Amount;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a customer pays: list prices with the markup in them, for a million tokens or one of another
 * unit.
 */
public final class Prices {

    private static final int MILLION = 6;

    private final Markups markups;
    private final @Nullable Markup plan;

    /**
     * Those of customers on such a plan.
     *
     * @param plan its markup; null when it has none of its own
     */
    public Prices(Markups markups, @Nullable Markup plan) {
        this.markups = markups;
        this.plan = plan;
    }

    /** A class of units and its price. */
    public record Line(String label, String price) {}

    /**
     * The price of a million tokens of this class, or of one other unit; a dash when the list names
     * none.
     */
    String of(Offer offer, TokenClass tokenClass) {
        return find(markup(offer), offer.prices(), tokenClass).orElse("–");
    }

    /** The prices of the classes other than plain input and output. */
    List<Line> others(Offer offer) {
        return lines(
                markup(offer),
                offer.prices(),
                each -> each != TokenClass.INPUT && each != TokenClass.OUTPUT);
    }

    /** The prices of all classes that are known of this variant of the offer. */
    List<Line> all(Offer offer, PriceVariant variant) {
        return lines(markup(offer), variant.prices(), _ -> true);
    }

    /**
     * What a customer pays for an input token, as a number that is good for comparing. An unknown
     * price counts as the dearest: it is not cheap, it is unknown.
     */
    long weighInput(Offer offer) {
        return offer.prices().isComplete()
                ? markup(offer).weigh(offer.prices().priceOf(TokenClass.INPUT).picos())
                : Long.MAX_VALUE;
    }

    /** The offer of this model whose input tokens cost the customer least. */
    Offer cheapest(Model model) {
        return model.offers().stream()
                .min(Comparator.comparingLong(this::weighInput))
                .orElseThrow();
    }

    /** What a customer pays for an input token of this model where it is cheapest, to compare. */
    long weighCheapest(Model model) {
        return weighInput(cheapest(model));
    }

    private Markup markup(Offer offer) {
        return markups.of(offer.modelId(), offer.provider().slug(), plan);
    }

    private static List<Line> lines(Markup markup, PriceSheet sheet, Predicate<TokenClass> wanted) {
        return Stream.of(TokenClass.values())
                .filter(wanted)
                .flatMap(
                        each ->
                                find(markup, sheet, each).stream()
                                        .map(price -> new Line(each.label(), price)))
                .toList();
    }

    private static Optional<String> find(Markup markup, PriceSheet sheet, TokenClass tokenClass) {
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
