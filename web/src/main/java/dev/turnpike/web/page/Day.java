package dev.turnpike.web.page;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** A day in UTC, as it is printed and as it is typed. */
public final class Day {

    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);

    /** What browsers send for a date. */
    private static final Pattern TYPED = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

    private Day() {}

    /** For people: {@code 23 Nov 2026}. */
    public static String text(LocalDate day) {
        return FORMAT.format(day);
    }

    /** The day that was typed as {@code 2026-11-23}; empty when it is none. */
    public static Optional<LocalDate> parse(String typed) {
        if (!TYPED.matcher(typed).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.parse(typed));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
