package dev.turnpike.billing.limits;

/**
 * How fast one account may call.
 *
 * @param callsPerMinute calls that one account may start per minute on one node
 */
public record CallRateSettings(long callsPerMinute) {

    public CallRateSettings {
        if (callsPerMinute < 1) {
            throw new IllegalArgumentException(
                    "calls per minute must be above 0: " + callsPerMinute);
        }
    }
}
