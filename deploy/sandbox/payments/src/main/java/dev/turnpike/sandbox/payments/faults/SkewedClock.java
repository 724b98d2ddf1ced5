package dev.turnpike.sandbox.payments.faults;

import java.time.Instant;
import java.time.InstantSource;

/** A clock that is wrong by as much as the knobs say. */
public record SkewedClock(InstantSource right, FaultKnobs faults) implements InstantSource {

    @Override
    public Instant instant() {
        return right.instant()
                .plusSeconds(faults.value(Fault.CLOCK_AHEAD_SECONDS))
                .minusSeconds(faults.value(Fault.CLOCK_BEHIND_SECONDS));
    }
}
