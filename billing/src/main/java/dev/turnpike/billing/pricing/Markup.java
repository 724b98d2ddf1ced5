package dev.turnpike.billing.pricing;

import dev.turnpike.billing.money.UnitPrice;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * What Turnpike adds to a provider's price, in basis points (1,500 = 15 %).
 *
 * <p>At most 100,000 (tenfold): more is a slip of the keyboard.
 */
public record Markup(int basisPoints) {

    static final int WHOLE = 10_000;
    private static final int MAX_BASIS_POINTS = 100_000;

    public Markup {
        if (basisPoints < 0 || basisPoints > MAX_BASIS_POINTS) {
            throw new IllegalArgumentException(
                    "A markup is between 0 and "
                            + MAX_BASIS_POINTS
                            + " basis points: "
                            + basisPoints);
        }
    }

    /** The price per unit that the customer pays, exact, in dollars. */
    public BigDecimal applyTo(UnitPrice price) {
        return price.toDecimal().multiply(factor());
    }

    /**
     * A price as a whole number in which it can be compared with other prices under other markups:
     * ten-thousandths of what {@code picos} is in. What does not fit is the dearest.
     *
     * @param picos not negative
     */
    public long weigh(long picos) {
        long factor = (long) WHOLE + basisPoints;
        return picos > Long.MAX_VALUE / factor ? Long.MAX_VALUE : picos * factor;
    }

    /** For people: {@code 12.5 %}. */
    public String toPercent() {
        return BigDecimal.valueOf(basisPoints, 2).stripTrailingZeros().toPlainString() + " %";
    }

    /** 1.15 for a markup of 15 %. */
    public BigDecimal factor() {
        return BigDecimal.valueOf(WHOLE + basisPoints, 4);
    }

    BigInteger applyTo(BigInteger amount) {
        return amount.multiply(BigInteger.valueOf((long) WHOLE + basisPoints));
    }
}
