package dev.turnpike.billing.limits;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import org.jspecify.annotations.Nullable;

/** The span of time after which a limit begins anew, in UTC; a week begins on Monday. */
public enum LimitPeriod {
    TOTAL,
    DAY,
    WEEK,
    MONTH;

    /** When the span began to which this moment belongs. The one span of a total began long ago. */
    public Instant startOf(Instant moment) {
        LocalDate day = LocalDate.ofInstant(moment, ZoneOffset.UTC);
        return switch (this) {
            case TOTAL -> Instant.EPOCH;
            case DAY -> start(day);
            case WEEK -> start(day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)));
            case MONTH -> start(day.withDayOfMonth(1));
        };
    }

    /** When the span ends that began at this moment; null when it never does. */
    public @Nullable Instant endOf(Instant start) {
        LocalDate day = LocalDate.ofInstant(start, ZoneOffset.UTC);
        return switch (this) {
            case TOTAL -> null;
            case DAY -> start(day.plusDays(1));
            case WEEK -> start(day.plusWeeks(1));
            case MONTH -> start(day.plusMonths(1));
        };
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay().toInstant(ZoneOffset.UTC);
    }
}
