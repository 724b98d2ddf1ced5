package dev.turnpike.billing.spending;

import java.time.Duration;

/**
 * How long a server that is silent keeps what it was lent.
 *
 * @param holdLifetime the longest time for which a server that died can freeze credit
 */
public record SpendingSettings(Duration holdLifetime) {

    public static final Duration DEFAULT_HOLD_LIFETIME = Duration.ofSeconds(60);

    /** Below this a short pause of the server would lose leases that it still needs. */
    private static final Duration MIN = Duration.ofSeconds(6);

    private static final Duration MAX = Duration.ofMinutes(10);

    /** Leases that lapse are ended by a job that runs every second. */
    private static final Duration EXPIRY = Duration.ofSeconds(2);

    public SpendingSettings {
        if (holdLifetime.compareTo(MIN) < 0 || holdLifetime.compareTo(MAX) > 0) {
            throw new IllegalArgumentException(
                    "A hold lives between " + MIN + " and " + MAX + ": " + holdLifetime);
        }
    }

    /** How long leases live unless their server renews them. */
    public Duration leaseLifetime() {
        return holdLifetime.minus(EXPIRY);
    }

    /** Three chances to renew within a lifetime. */
    public Duration renewalPause() {
        return leaseLifetime().dividedBy(3);
    }
}
