package dev.turnpike.billing.promotions;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** How long the credit of a code can be spent. */
public sealed interface CodeLife {

    /** When credit that comes into a wallet at this moment is taken back. */
    Instant expiry(Instant redeemedAt);

    /** So many times 24 hours after it was redeemed. */
    record Days(int days) implements CodeLife {
        @Override
        public Instant expiry(Instant redeemedAt) {
            return redeemedAt.plus(Duration.ofDays(days));
        }
    }

    /** Up to the end of this day (UTC), whenever it was redeemed. */
    record Until(LocalDate day) implements CodeLife {
        @Override
        public Instant expiry(Instant redeemedAt) {
            return day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        }
    }
}
