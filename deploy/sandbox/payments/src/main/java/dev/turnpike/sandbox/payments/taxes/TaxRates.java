package dev.turnpike.sandbox.payments.taxes;

import java.util.Map;

/** A toy table of tax rates: enough to see tax on an order, not to file any. */
public final class TaxRates {

    /** In percent; any other country has no tax. */
    private static final Map<String, Long> PERCENT =
            Map.of("AT", 20L, "DE", 19L, "ES", 21L, "FR", 20L, "GB", 20L, "IT", 22L, "NL", 21L);

    private TaxRates() {}

    /** The rate of a country; a business that gives a tax id accounts for the tax itself. */
    public static long percent(String country, boolean hasTaxId) {
        return hasTaxId ? 0 : PERCENT.getOrDefault(country, 0L);
    }

    /** The tax that comes on top, in cents, rounded half up. */
    public static long taxCents(long netCents, long percent) {
        return (Math.multiplyExact(netCents, percent) + 50) / 100;
    }
}
