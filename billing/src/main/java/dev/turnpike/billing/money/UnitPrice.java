package dev.turnpike.billing.money;

import java.math.BigDecimal;

/**
 * The price of one unit (a token, an image, a request), counted in pico-dollars (10^-12 $).
 *
 * <p>Never negative: a negative price would pay customers for calling.
 */
public record UnitPrice(long picos) {

    public static final UnitPrice FREE = new UnitPrice(0);

    private static final int PICO_SCALE = 12;
    private static final int MILLION_SCALE = 6;

    public UnitPrice {
        if (picos < 0) {
            throw new IllegalArgumentException("A unit price is never negative: " + picos);
        }
    }

    public boolean isFree() {
        return picos == 0;
    }

    /** Dollars per unit as an exact decimal. */
    public BigDecimal toDecimal() {
        return BigDecimal.valueOf(picos, PICO_SCALE);
    }

    /** Dollars per million units as an exact decimal: the way price lists are written. */
    public BigDecimal perMillion() {
        return BigDecimal.valueOf(picos, PICO_SCALE - MILLION_SCALE);
    }

    /** Dollars per unit without trailing zeros, never in scientific notation. */
    public String toPlainString() {
        return picos == 0 ? "0" : toDecimal().stripTrailingZeros().toPlainString();
    }
}
