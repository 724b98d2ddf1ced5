package dev.turnpike.bench.load;

import java.time.Duration;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/**
 * What came back from a load of plain calls.
 *
 * @param answered calls with a whole answer
 * @param firstFailure how the first of the failed calls failed
 * @param latencies of answered calls, in nanoseconds
 */
public record Tally(
        long answered,
        long failed,
        Optional<String> firstFailure,
        Duration took,
        Histogram latencies) {

    public double perSecond() {
        return answered / (took.toNanos() / 1e9);
    }

    /** The latency that this share of the calls, in percent, did not exceed. */
    public double millisAt(double percentile) {
        return latencies.getValueAtPercentile(percentile) / 1e6;
    }
}
