package dev.turnpike.web.usage;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A calendar month in UTC, the one in which spend is summed up. */
public record Month(YearMonth value) {

    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("MMMM uuuu", Locale.ENGLISH);

    /** The month in this text, such as {@code 2026-11}, or the present one. */
    static Month parse(@Nullable String text, Instant now) {
        YearMonth present = YearMonth.from(now.atOffset(ZoneOffset.UTC));
        if (text == null) {
            return new Month(present);
        }
        try {
            YearMonth asked = YearMonth.parse(text);
            return new Month(asked.isAfter(present) ? present : asked);
        } catch (DateTimeParseException e) {
            return new Month(present);
        }
    }

    /** The first moment that belongs to it. */
    public Instant start() {
        return value.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** The first moment that does not. */
    public Instant end() {
        return value.plusMonths(1).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** For people. */
    public String name() {
        return NAME.format(value);
    }

    /** The month before, as an address says it. */
    public String previous() {
        return value.minusMonths(1).toString();
    }

    /** The month after, as an address says it. */
    public String next() {
        return value.plusMonths(1).toString();
    }
}
