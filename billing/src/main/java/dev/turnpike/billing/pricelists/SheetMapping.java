package dev.turnpike.billing.pricelists;

import dev.turnpike.billing.pricing.PriceSheet;
import dev.turnpike.billing.pricing.TokenClass;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What of a listed price a {@link PriceSheet} can hold: the one place to change when it can hold
 * more.
 *
 * <p>A price with conditions is never flattened. Left out is only what no call of ours can meet.
 */
final class SheetMapping {

    /** Another door of the provider, with answers on the next day. We do not call it. */
    private static final String BATCHES = "batches";

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

    /** The price without conditions that never hold for an offer with this context length. */
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

    static Mapped toSheet(ListedPrice price) {
        if (price.conditions().isEmpty() && price.beyond().isEmpty()) {
            return new Mapped.Fits(price.base());
        }
        return new Mapped.DoesNotFit(
                "has conditions that a price sheet cannot hold: "
                        + Stream.concat(
                                        price.conditions().keySet().stream().map(Objects::toString),
                                        price.beyond().stream())
                                .collect(Collectors.joining("; ")));
    }

    /** The name is all that lists tell about it: {@code …-search-preview}, {@code …-research}. */
    private static boolean searchesByItself(RowName name) {
        return name.provider().equals(SEARCHER) || SEARCH_IN_NAME.matcher(name.model()).find();
    }

    private static boolean isNeverMet(Condition condition, long contextLength) {
        Long above = condition.abovePromptTokens();
        return BATCHES.equals(condition.tier()) || (above != null && above >= contextLength);
    }
}
