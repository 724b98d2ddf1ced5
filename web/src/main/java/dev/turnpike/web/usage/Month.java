package dev.turnpike.web.usage;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A calendar month in UTC, the one in which spend is summed up. */
public record Month(YearMonth value) {

    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("MMMM uuuu", Locale.ENGLISH);

    /** Of the years 2000 to 2999: enough for every account, and no date that a database refuses. */
    private static final Pattern FORM = Pattern.compile("2[0-9]{3}-(0[1-9]|1[0-2])");

    /** The month to which this moment belongs. */
    public static Month of(Instant moment) {
        return new Month(YearMonth.from(moment.atOffset(ZoneOffset.UTC)));
    }

    /**
     * The month that an address names, such as {@code 2026-11}; the present one when it names none.
     *
     * @return empty when it names something else
     */
    public static Optional<Month> parse(@Nullable String text, Instant now) {
        if (text == null) {
            return Optional.of(of(now));
        }
        return FORM.matcher(text).matches()
                ? Optional.of(new Month(YearMonth.parse(text)))
                : Optional.empty();
    }

    /** Whether it has not begun. */
    public boolean isFuture(Instant now) {
        return start().isAfter(now);
    }

    /** Whether nothing can happen in it any more. */
    public boolean isOver(Instant now) {
        return !end().isAfter(now);
    }

    /** The first moment that belongs to it. */
    public Instant start() {
        return value.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** The first moment that does not. */
    public Instant end() {
        return value.plusMonths(1).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** As an address says it. */
    public String code() {
        return value.toString();
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
