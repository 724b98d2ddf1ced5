package dev.turnpike.billing.money;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * An exact amount of US dollars, counted in nano-dollars (10^-9 $).
 *
 * <p>A signed 64-bit count reaches 9.2 billion dollars; arithmetic that would leave it throws
 * {@link ArithmeticException} instead of wrapping around.
 */
public record Usd(long nanos) implements Comparable<Usd> {

    public static final Usd ZERO = new Usd(0);

    private static final long NANOS_PER_CENT = 10_000_000L;

    /** Decimals of a dollar that an amount can have. */
    public static final int SCALE = 9;

    /** The amount of this many whole cents, the unit of payment providers. */
    public static Usd ofCents(long cents) {
        return new Usd(Math.multiplyExact(cents, NANOS_PER_CENT));
    }

    /**
     * Reads a decimal amount such as {@code "10"} or {@code "0.000000001"}.
     *
     * @throws ArithmeticException when it has more than nine decimals or is out of range
     * @throws NumberFormatException when it is not a number
     */
    public static Usd parse(String decimal) {
        return new Usd(
                new BigDecimal(decimal).movePointRight(SCALE).toBigIntegerExact().longValueExact());
    }

    public Usd plus(Usd other) {
        return new Usd(Math.addExact(nanos, other.nanos));
    }

    public Usd minus(Usd other) {
        return new Usd(Math.subtractExact(nanos, other.nanos));
    }

    public Usd negate() {
        return new Usd(Math.negateExact(nanos));
    }

    public boolean isZero() {
        return nanos == 0;
    }

    public boolean isNegative() {
        return nanos < 0;
    }

    public boolean isPositive() {
        return nanos > 0;
    }

    public Usd min(Usd other) {
        return nanos <= other.nanos ? this : other;
    }

    /**
     * Whole cents, for a payment provider. Throws when the amount is not a whole number of them.
     */
    public long toCents() {
        if (nanos % NANOS_PER_CENT != 0) {
            throw new ArithmeticException(this + " is not a whole number of cents");
        }
        return nanos / NANOS_PER_CENT;
    }

    /** The exact decimal value in dollars, with nine decimals. */
    public BigDecimal toDecimal() {
        return BigDecimal.valueOf(nanos, SCALE);
    }

    /** The exact value without trailing zeros, never in scientific notation: {@code 0.0000125}. */
    public String toPlainString() {
        return nanos == 0 ? "0" : toDecimal().stripTrailingZeros().toPlainString();
    }

    /** For a person: two decimals at least, and all that are needed to show the exact amount. */
    public String toDisplayString() {
        BigDecimal exact = toDecimal().abs().stripTrailingZeros();
        BigDecimal shown = exact.scale() < 2 ? exact.setScale(2, RoundingMode.UNNECESSARY) : exact;
        return (nanos < 0 ? "-$" : "$") + shown.toPlainString();
    }

    @Override
    public int compareTo(Usd other) {
        return Long.compare(nanos, other.nanos);
    }

    @Override
    public String toString() {
        return toPlainString() + " USD";
    }
}
