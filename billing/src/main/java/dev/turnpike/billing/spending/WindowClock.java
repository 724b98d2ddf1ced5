package dev.turnpike.billing.spending;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Tells in which span of time a limit is. It goes by this server's clock until the database, which
 * decides, says that it is wrong; from then on it goes by the difference.
 */
final class WindowClock {

    private final InstantSource clock;
    private volatile Duration ahead = Duration.ZERO;

    WindowClock(InstantSource clock) {
        this.clock = clock;
    }

    Instant now() {
        return clock.instant().plus(ahead);
    }

    /** The database says that it is this late. */
    void correct(Instant now) {
        ahead = Duration.between(clock.instant(), now);
    }
}
