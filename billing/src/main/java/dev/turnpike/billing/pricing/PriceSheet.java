package dev.turnpike.billing.pricing;

import dev.turnpike.billing.money.UnitPrice;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a provider charges us per unit, by token class.
 *
 * <p>An absent class is unknown, not free. An unknown class is priced like the one it falls back to
 * (reasoning like output, cached input like input); a sheet without input and output price is not
 * {@linkplain #isComplete() complete} and must not be routed to.
 */
public record PriceSheet(Map<TokenClass, UnitPrice> prices) {

    public PriceSheet {
        EnumMap<TokenClass, UnitPrice> copy = new EnumMap<>(TokenClass.class);
        copy.putAll(prices);
        prices = java.util.Collections.unmodifiableMap(copy);
    }

    /** Whether every class that a call can use has a known price. */
    public boolean isComplete() {
        return prices.containsKey(TokenClass.INPUT) && prices.containsKey(TokenClass.OUTPUT);
    }

    /** Whether no use of it ever costs anything. */
    public boolean isFree() {
        return isComplete() && prices.values().stream().allMatch(UnitPrice::isFree);
    }

    /**
     * The price of one unit of this class.
     *
     * @throws IllegalStateException when neither it nor the class it falls back to has a price
     */
    public UnitPrice priceOf(TokenClass tokenClass) {
        UnitPrice price = find(tokenClass);
        if (price == null) {
            throw new IllegalStateException("No price for " + tokenClass.code() + " in " + prices);
        }
        return price;
    }

    /** The listed price of this class, or null when the list names none. */
    public @Nullable UnitPrice listed(TokenClass tokenClass) {
        return prices.get(tokenClass);
    }

    /** The dearest price that one prompt token can have. */
    public UnitPrice dearestPrompt() {
        return dearest(true);
    }

    /** The dearest price that one completion token can have. */
    public UnitPrice dearestCompletion() {
        return dearest(false);
    }

    private UnitPrice dearest(boolean prompt) {
        long picos = 0;
        for (TokenClass tokenClass : TokenClass.values()) {
            if (prompt ? tokenClass.isPrompt() : tokenClass.isCompletion()) {
                picos = Math.max(picos, priceOf(tokenClass).picos());
            }
        }
        return new UnitPrice(picos);
    }

    private @Nullable UnitPrice find(TokenClass tokenClass) {
        if (tokenClass == TokenClass.REQUEST) {
            return prices.getOrDefault(tokenClass, UnitPrice.FREE);
        }
        TokenClass current = tokenClass;
        while (!prices.containsKey(current) && current.fallback() != current) {
            current = current.fallback();
        }
        return prices.get(current);
    }
}
