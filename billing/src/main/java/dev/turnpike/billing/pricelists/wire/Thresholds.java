package dev.turnpike.billing.pricelists.wire;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Reads the number of prompt tokens above which other prices hold. */
final class Thresholds {

    /** No model reads as much. */
    private static final BigDecimal MAX = BigDecimal.valueOf(1_000_000_000);

    /** What is finer would fill the memory when it is rounded. */
    private static final int MAX_SCALE = 200;

    private Thresholds() {}

    static long tokens(BigDecimal number) {
        if (number.signum() <= 0
                || number.compareTo(MAX) > 0
                || number.scale() > MAX_SCALE
                || number.setScale(0, RoundingMode.DOWN).compareTo(number) != 0) {
            throw new RefusedRowException("a length is no number of tokens");
        }
        return number.longValueExact();
    }
}
