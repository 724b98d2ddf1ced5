package dev.turnpike.billing.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LimitPeriodTest {

    @ParameterizedTest
    @CsvSource({
        "DAY,   2026-03-01T23:59:59.999Z, 2026-03-01, 2026-03-02",
        "DAY,   2026-03-02T00:00:00Z,     2026-03-02, 2026-03-03",
        "WEEK,  2026-03-01T23:59:59Z,     2026-02-23, 2026-03-02",
        "WEEK,  2026-03-02T00:00:00Z,     2026-03-02, 2026-03-09",
        "WEEK,  2026-01-01T12:00:00Z,     2025-12-29, 2026-01-05",
        "MONTH, 2024-02-29T12:00:00Z,     2024-02-01, 2024-03-01",
        "MONTH, 2026-12-31T23:59:59Z,     2026-12-01, 2027-01-01"
    })
    void beginsAndEndsAtMidnightUtc(LimitPeriod period, Instant moment, String start, String end) {
        Instant begin = period.startOf(moment);

        assertThat(begin).isEqualTo(start + "T00:00:00Z");
        assertThat(period.endOf(begin)).isEqualTo(end + "T00:00:00Z");
    }

    /**
     * Years with and without a leap day, and every way in which a week can lie across their end.
     */
    @ParameterizedTest
    @EnumSource(names = {"DAY", "WEEK", "MONTH"})
    void beginsAnewJustWhenTheLastOneEnds(LimitPeriod period) {
        Instant start = period.startOf(Instant.parse("2026-01-01T00:00:00Z"));
        Instant end = Objects.requireNonNull(period.endOf(start));
        Instant last = Instant.parse("2033-01-01T00:00:00Z");
        for (Instant now = start; now.isBefore(last); now = now.plusSeconds(1800)) {
            if (now.equals(end)) {
                start = end;
                end = Objects.requireNonNull(period.endOf(start));
            }
            assertThat(period.startOf(now)).isEqualTo(start);
            assertThat(period.startOf(now.plusMillis(1_799_999))).isEqualTo(start);
        }
    }

    @Test
    void neverEndsInAll() {
        assertThat(LimitPeriod.TOTAL.startOf(Instant.now())).isEqualTo(Instant.EPOCH);
        assertThat(LimitPeriod.TOTAL.endOf(Instant.EPOCH)).isNull();
    }
}
