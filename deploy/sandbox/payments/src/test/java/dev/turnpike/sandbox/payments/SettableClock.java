package dev.turnpike.sandbox.payments;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/**
 * A clock that only moves when told to. It starts now, because Stripe's client checks signatures.
 */
final class SettableClock implements InstantSource {

    private volatile Instant present = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    @Override
    public Instant instant() {
        return present;
    }

    void advance(Duration time) {
        present = present.plus(time);
    }
}
