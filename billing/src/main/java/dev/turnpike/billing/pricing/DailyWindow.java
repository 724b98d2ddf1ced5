package dev.turnpike.billing.pricing;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;

/**
 * A part of every day in UTC, from a minute up to but not including another one; it may pass
 * midnight.
 */
public record DailyWindow(LocalTime from, LocalTime to) implements Comparable<DailyWindow> {

    private static final Comparator<DailyWindow> ORDER =
            Comparator.comparing(DailyWindow::from).thenComparing(DailyWindow::to);

    public DailyWindow {
        if (from.equals(to) || !isWholeMinute(from) || !isWholeMinute(to)) {
            throw new IllegalArgumentException(
                    "A window is from one minute of the day to another one: " + from + " to " + to);
        }
    }

    /** Whether this moment lies within. */
    public boolean contains(Instant moment) {
        LocalTime time = LocalTime.ofInstant(moment, ZoneOffset.UTC);
        boolean begun = !time.isBefore(from);
        boolean goesOn = time.isBefore(to);
        return from.isBefore(to) ? begun && goesOn : begun || goesOn;
    }

    private static boolean isWholeMinute(LocalTime time) {
        return time.equals(time.truncatedTo(ChronoUnit.MINUTES));
    }

    @Override
    public int compareTo(DailyWindow other) {
        return ORDER.compare(this, other);
    }
}
