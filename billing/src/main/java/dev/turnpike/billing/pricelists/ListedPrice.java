package dev.turnpike.billing.pricelists;

import dev.turnpike.billing.pricing.PriceSheet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Everything that a list says of the price of one model at one provider.
 *
 * @param base the usual prices; input and output are always there
 * @param conditions the prices that differ when a condition holds
 * @param beyond what else has a price and is no class of ours, e.g. {@code web search}
 */
public record ListedPrice(
        PriceSheet base, Map<Condition, PriceSheet> conditions, Set<String> beyond) {

    public ListedPrice {
        if (!base.isComplete()) {
            throw new IllegalArgumentException("A listed price names input and output: " + base);
        }
        conditions = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(conditions));
        Set<String> names = new TreeSet<>();
        beyond.forEach(name -> names.add(ListWords.name(name)));
        beyond = java.util.Collections.unmodifiableSet(names);
    }

    public static ListedPrice flat(PriceSheet base) {
        return new ListedPrice(base, Map.of(), Set.of());
    }
}
