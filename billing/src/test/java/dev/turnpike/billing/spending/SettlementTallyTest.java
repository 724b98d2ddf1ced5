package dev.turnpike.billing.spending;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.billing.usage.Generation.Status;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SettlementTallyTest {

    private final SettlementTally tally = new SettlementTally();

    @Test
    void countsCallsByWhatBecameOfThem() {
        tally.count(Status.COMPLETED, 1);
        tally.count(Status.COMPLETED, 1);
        tally.count(Status.FAILED, 1);

        assertThat(tally.calls(Status.COMPLETED)).isEqualTo(2);
        assertThat(tally.calls(Status.CANCELLED)).isZero();
        assertThat(tally.calls(Status.FAILED)).isEqualTo(1);
    }

    @Test
    void putsEachTimeIntoTheFirstBucketThatHoldsIt() {
        tally.count(Status.COMPLETED, Duration.ofMillis(1).toNanos());
        tally.count(Status.COMPLETED, Duration.ofMillis(1).toNanos() + 1);
        tally.count(Status.COMPLETED, Duration.ofHours(1).toNanos());

        assertThat(tally.buckets())
                .hasSize(SettlementTally.BOUNDS.size() + 1)
                .startsWith(1L, 1L, 0L);
        assertThat(tally.buckets().getLast()).isEqualTo(1);
    }

    @Test
    void addsUpHowLongAllOfThemTook() {
        tally.count(Status.COMPLETED, 40);
        tally.count(Status.FAILED, 2);

        assertThat(tally.total()).isEqualTo(Duration.ofNanos(42));
    }
}
