package dev.turnpike.billing.credits.refunds;

import java.time.Duration;
import java.time.Instant;

/**
 * What customers may have refunded by themselves.
 *
 * @param window for so long after a purchase was credited; zero for never
 */
public record RefundSettings(Duration window) {

    private static final Duration LONGEST = Duration.ofDays(3_650);

    /** As long as a buyer in the European Union may withdraw from a purchase. */
    public static final RefundSettings DEFAULT = new RefundSettings(Duration.ofDays(14));

    public RefundSettings {
        if (window.isNegative() || window.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "The window for refunds is from 0 to 3650 days, not " + window.toDays());
        }
    }

    /** The first moment at which it is too late. */
    public Instant until(Instant creditedAt) {
        return creditedAt.plus(window);
    }
}
