package dev.turnpike.billing.money;

import java.math.BigInteger;

/**
 * The one place where money is rounded: half up, from an exact sum to a whole nano-dollar.
 *
 * <p>A call is rounded once, at its total, so that the parts of a receipt never disagree with it.
 */
public final class Rounding {

    private static final BigInteger TWO = BigInteger.TWO;

    private Rounding() {}

    /**
     * Rounds a non-negative fraction of nano-dollars, half up.
     *
     * @throws ArithmeticException when the result does not fit into 64 bits
     */
    public static Usd halfUp(BigInteger numerator, BigInteger denominator) {
        return new Usd(divide(numerator, denominator));
    }

    /**
     * The share {@code amount × part ÷ whole} of a tax or fee, half up to a cent. None of the three
     * is negative, and the amount is a whole number of cents.
     */
    public static Usd shareInCents(Usd amount, Usd part, Usd whole) {
        BigInteger cents = BigInteger.valueOf(amount.toCents());
        return Usd.ofCents(
                divide(
                        cents.multiply(BigInteger.valueOf(part.nanos())),
                        BigInteger.valueOf(whole.nanos())));
    }

    private static long divide(BigInteger numerator, BigInteger denominator) {
        if (numerator.signum() < 0 || denominator.signum() <= 0) {
            throw new IllegalArgumentException(
                    "Expected a non-negative fraction: " + numerator + "/" + denominator);
        }
        BigInteger doubled = numerator.multiply(TWO).add(denominator);
        return doubled.divide(denominator.multiply(TWO)).longValueExact();
    }
}
