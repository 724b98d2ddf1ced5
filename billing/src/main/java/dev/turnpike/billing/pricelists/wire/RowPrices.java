package dev.turnpike.billing.pricelists.wire;

import dev.turnpike.billing.money.UnitPrice;
import dev.turnpike.billing.pricelists.Condition;
import dev.turnpike.billing.pricelists.ListedPrice;
import dev.turnpike.billing.pricing.PriceSheet;
import dev.turnpike.billing.pricing.TokenClass;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Collects the prices of one row while its fields are read. */
final class RowPrices {

    /** What the readers call prices that no class holds, the same for all lists. */
    static final String CACHED_AUDIO = "cached audio";

    private final Map<TokenClass, UnitPrice> base = new EnumMap<>(TokenClass.class);
    private final Map<Condition, Map<TokenClass, UnitPrice>> conditions = new LinkedHashMap<>();
    private final Set<String> beyond = new TreeSet<>();

    void usual(TokenClass tokenClass, UnitPrice price) {
        put(base, tokenClass, price);
    }

    void when(Condition condition, TokenClass tokenClass, UnitPrice price) {
        put(
                conditions.computeIfAbsent(condition, key -> new EnumMap<>(TokenClass.class)),
                tokenClass,
                price);
    }

    void beyond(String name) {
        beyond.add(name);
    }

    ListedPrice toPrice() {
        if (base.isEmpty()) {
            throw new RefusedRowException("it names no price");
        }
        for (TokenClass needed : new TokenClass[] {TokenClass.INPUT, TokenClass.OUTPUT}) {
            if (!base.containsKey(needed)) {
                throw new RefusedRowException("it names no price of " + needed.label());
            }
        }
        Map<Condition, PriceSheet> sheets = new LinkedHashMap<>();
        conditions.forEach((condition, prices) -> sheets.put(condition, new PriceSheet(prices)));
        return new ListedPrice(new PriceSheet(base), sheets, beyond);
    }

    private static void put(
            Map<TokenClass, UnitPrice> prices, TokenClass tokenClass, UnitPrice price) {
        UnitPrice before = prices.put(tokenClass, price);
        if (before != null && !before.equals(price)) {
            throw new RefusedRowException("it has two prices of " + tokenClass.label());
        }
    }
}
