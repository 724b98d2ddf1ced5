package dev.turnpike.billing.reconciliation;

import dev.turnpike.billing.money.Usd;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * How far a day's bill may be from what we priced before somebody has to look.
 *
 * @param basisPoints of our side; 100 are one percent
 */
public record BillTolerance(int basisPoints) {

    public static final BillTolerance DEFAULT = new BillTolerance(100);

    /** Below this it is not worth anybody's time, however much it is of little. */
    static final Usd ALWAYS_FINE = Usd.ofCents(5);

    private static final int WHOLE = 10_000;
    private static final int PERCENT_DIGITS = 2;

    public BillTolerance {
        if (basisPoints < 0 || basisPoints > WHOLE) {
            throw new IllegalArgumentException(
                    "A tolerance is 0 to 10000 basis points: " + basisPoints);
        }
    }

    /** Whether theirs is more than the tolerance away from ours, and more than five cents. */
    public boolean isExceeded(Usd ours, Usd theirs) {
        BigInteger gap = BigInteger.valueOf(theirs.minus(ours).nanos()).abs();
        BigInteger allowed =
                BigInteger.valueOf(ours.nanos()).multiply(BigInteger.valueOf(basisPoints));
        return gap.compareTo(BigInteger.valueOf(ALWAYS_FINE.nanos())) > 0
                && gap.multiply(BigInteger.valueOf(WHOLE)).compareTo(allowed) > 0;
    }

    /** How many percent theirs is above ours, to two digits; empty when ours is nothing. */
    public static Optional<BigDecimal> percent(Usd ours, Usd theirs) {
        return ours.isZero()
                ? Optional.empty()
                : Optional.of(
                        theirs.minus(ours)
                                .toDecimal()
                                .movePointRight(PERCENT_DIGITS)
                                .divide(ours.toDecimal(), PERCENT_DIGITS, RoundingMode.HALF_UP));
    }
}
