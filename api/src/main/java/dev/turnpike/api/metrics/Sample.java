package dev.turnpike.api.metrics;

import dev.turnpike.billing.spending.SettlementTally;
import dev.turnpike.billing.usage.Generation.Status;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Exemplars;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.List;
import java.util.Locale;

/** How our numbers are said in the words of Prometheus. */
final class Sample {

    private Sample() {}

    static GaugeSnapshot gauge(String name, String help, double value) {
        return GaugeSnapshot.builder()
                .name(name)
                .help(help)
                .dataPoint(GaugeDataPointSnapshot.builder().value(value).build())
                .build();
    }

    /** The format puts {@code _total} behind the name. */
    static CounterSnapshot calls(SettlementTally tally) {
        CounterSnapshot.Builder calls =
                CounterSnapshot.builder()
                        .name("turnpike_calls")
                        .help("Calls that ended on this server after credit was set aside");
        for (Status status : Status.values()) {
            calls.dataPoint(
                    CounterDataPointSnapshot.builder()
                            .labels(Labels.of("outcome", status.name().toLowerCase(Locale.ROOT)))
                            .value((double) tally.calls(status))
                            .build());
        }
        return calls.build();
    }

    static HistogramSnapshot settlementTimes(SettlementTally tally) {
        ClassicHistogramBuckets.Builder buckets = ClassicHistogramBuckets.builder();
        List<Long> counts = tally.buckets();
        for (int i = 0; i < SettlementTally.BOUNDS.size(); i++) {
            buckets.bucket(Metrics.seconds(SettlementTally.BOUNDS.get(i)), counts.get(i));
        }
        buckets.bucket(Double.POSITIVE_INFINITY, counts.getLast());
        return HistogramSnapshot.builder()
                .name("turnpike_settlement_seconds")
                .help("From the end of a call until its charge is durable")
                .dataPoint(
                        new HistogramDataPointSnapshot(
                                buckets.build(),
                                Metrics.seconds(tally.total()),
                                Labels.EMPTY,
                                Exemplars.EMPTY,
                                0))
                .build();
    }
}
