package dev.turnpike.billing.pricelists;

import dev.turnpike.billing.money.UnitPrice;
import dev.turnpike.billing.pricing.PriceCondition;
import dev.turnpike.billing.pricing.PriceSheet;
import dev.turnpike.billing.pricing.PriceVariant;
import dev.turnpike.billing.pricing.TokenClass;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What of a listed price a {@link PriceSheet} can hold: the one place to change when it can hold
 * more.
 *
 * <p>A price with conditions is never flattened. Left out is only what no call of ours can meet.
 */
final class SheetMapping {

    /** Readers know no price of these; what we know of them is not the lists' to change. */
    private static final Set<TokenClass> NEVER_LISTED =
            EnumSet.of(TokenClass.IMAGE, TokenClass.SECOND, TokenClass.SEARCH);

    private static final String SEARCH = "web search";

    /**
     * Paid only by calls that ask for them by fields which the gateway does not pass on: searches
     * and other tools of the provider, faster or regional service.
     */
    private static final Set<String> NEVER_ASKED_FOR =
            Set.of(SEARCH, "code interpreter", "file search", "wish fast", "wish us");

    /** Its models search on every call, asked or not. */
    private static final String SEARCHER = "perplexity";

    private static final Pattern SEARCH_IN_NAME = Pattern.compile("-(search|research)\\b");

    private SheetMapping() {}

    /** A listed price as a sheet, or what is in the way. */
    sealed interface Mapped {

        /** The sheet says all that the list says. */
        record Fits(PriceSheet sheet) implements Mapped {}

        /** The sheet would leave something out. */
        record DoesNotFit(String reason) implements Mapped {}
    }

    /**
     * The price without conditions that never hold for an offer with this context length, and
     * without those of service tiers: one list alone names them, so no two could agree ({@link
     * TierReview}).
     */
    static ListedPrice relevant(RowName name, ListedPrice price, long contextLength) {
        Map<Condition, PriceSheet> conditions = new LinkedHashMap<>(price.conditions());
        conditions.keySet().removeIf(condition -> isNeverMet(condition, contextLength));
        Set<String> beyond = new LinkedHashSet<>(price.beyond());
        beyond.removeAll(NEVER_ASKED_FOR);
        if (searchesByItself(name) && price.base().listed(TokenClass.REQUEST) == null) {
            // Whether or not the list says so: searches are charged beside the tokens.
            beyond.add(SEARCH);
        }
        return new ListedPrice(price.base(), conditions, beyond);
    }

    /**
     * The listed price, and of the sheet in force what no list can name: prices by the piece, and
     * those of service tiers. Thresholds become variants; what else there is on conditions does not
     * fit.
     */
    static Mapped toSheet(ListedPrice price, PriceSheet current) {
        PriceSheet usual = withUnlisted(price.base(), current);
        List<PriceVariant> variants = tiers(current);
        List<String> tooMuch = new ArrayList<>();
        price.conditions()
                .forEach(
                        (condition, sheet) -> {
                            if (isExpressible(condition, sheet, price.base())) {
                                variants.add(variant(condition, sheet, usual));
                            } else {
                                tooMuch.add(condition.toString());
                            }
                        });
        tooMuch.addAll(price.beyond());
        if (variants.size() > PriceSheet.MAX_VARIANTS) {
            tooMuch.add(variants.size() + " conditions");
        }
        return tooMuch.isEmpty()
                ? new Mapped.Fits(new PriceSheet(usual.prices(), variants))
                : new Mapped.DoesNotFit(
                        "has conditions that a price sheet cannot hold: "
                                + String.join("; ", tooMuch));
    }

    private static PriceSheet withUnlisted(PriceSheet listed, PriceSheet current) {
        Map<TokenClass, UnitPrice> prices = new EnumMap<>(TokenClass.class);
        prices.putAll(listed.prices());
        for (TokenClass tokenClass : NEVER_LISTED) {
            UnitPrice price = current.listed(tokenClass);
            if (price != null) {
                prices.putIfAbsent(tokenClass, price);
            }
        }
        return new PriceSheet(prices);
    }

    private static List<PriceVariant> tiers(PriceSheet current) {
        return current.variants().stream()
                .filter(variant -> variant.condition().tier() != null)
                .collect(Collectors.toCollection(ArrayList::new));
    }

    /**
     * Whether it is about the length of the prompt alone, and names every token class that the
     * usual prices name: a class that is left out may cost as usual, or in proportion.
     */
    private static boolean isExpressible(Condition condition, PriceSheet sheet, PriceSheet usual) {
        return condition.abovePromptTokens() != null
                && condition.window() == null
                && usual.prices().keySet().stream()
                        .filter(TokenClass::isToken)
                        .allMatch(sheet.prices()::containsKey);
    }

    /** Whether both are about prompts of the same length, at any time and as usual. */
    static boolean isSame(PriceCondition ours, Condition listed) {
        return ours.tier() == null
                && listed.tier() == null
                && ours.window() == null
                && listed.window() == null
                && Objects.equals(ours.abovePromptTokens(), listed.abovePromptTokens());
    }

    private static PriceVariant variant(Condition condition, PriceSheet sheet, PriceSheet usual) {
        return PriceVariant.over(
                usual, new PriceCondition(condition.abovePromptTokens(), null), sheet.prices());
    }

    /** The name is all that lists tell about it: {@code …-search-preview}, {@code …-research}. */
    private static boolean searchesByItself(RowName name) {
        return name.provider().equals(SEARCHER) || SEARCH_IN_NAME.matcher(name.model()).find();
    }

    private static boolean isNeverMet(Condition condition, long contextLength) {
        Long above = condition.abovePromptTokens();
        return condition.tier() != null || (above != null && above >= contextLength);
    }
}
