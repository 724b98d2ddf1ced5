package dev.turnpike.web.page;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A point in time as it is printed: UTC, which a script turns into the visitor's zone.
 *
 * @param iso for machines
 * @param text for people
 */
public record Moment(String iso, String text) {

    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC);

    public static Moment of(Instant instant) {
        return new Moment(
                instant.truncatedTo(ChronoUnit.MILLIS).toString(), FORMAT.format(instant));
    }

    /** Null for what has not happened. */
    public static @Nullable Moment ofNullable(@Nullable Instant instant) {
        return instant == null ? null : of(instant);
    }
}
