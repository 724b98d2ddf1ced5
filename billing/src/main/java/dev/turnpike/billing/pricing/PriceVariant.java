package dev.turnpike.billing.pricing;

import dev.turnpike.billing.money.UnitPrice;
import java.util.EnumMap;
import java.util.Map;

/**
 * What a whole call costs at a provider when a condition holds.
 *
 * @param prices all of them, those included that are as usual
 */
public record PriceVariant(PriceCondition condition, PriceSheet prices) {

    public PriceVariant {
        if (!prices.variants().isEmpty()) {
            throw new IllegalArgumentException("A variant has no variants of its own: " + prices);
        }
    }

    /** These prices laid over the usual ones. */
    public static PriceVariant over(
            PriceSheet usual, PriceCondition condition, Map<TokenClass, UnitPrice> others) {
        Map<TokenClass, UnitPrice> prices = new EnumMap<>(TokenClass.class);
        prices.putAll(usual.prices());
        prices.putAll(others);
        return new PriceVariant(condition, new PriceSheet(prices));
    }
}
