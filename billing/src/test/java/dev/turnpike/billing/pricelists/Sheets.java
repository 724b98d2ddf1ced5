package dev.turnpike.billing.pricelists;

import dev.turnpike.billing.money.UnitPrice;
import dev.turnpike.billing.pricing.PriceSheet;
import dev.turnpike.billing.pricing.TokenClass;
import java.util.EnumMap;
import java.util.Map;

/** Price sheets for tests. */
public final class Sheets {

    private Sheets() {}

    /** Classes and pico-dollars in turn. */
    public static PriceSheet sheet(Object... classesAndPicos) {
        Map<TokenClass, UnitPrice> prices = new EnumMap<>(TokenClass.class);
        for (int i = 0; i < classesAndPicos.length; i += 2) {
            prices.put(
                    (TokenClass) classesAndPicos[i],
                    new UnitPrice(((Number) classesAndPicos[i + 1]).longValue()));
        }
        return new PriceSheet(prices);
    }
}
