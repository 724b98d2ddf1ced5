package dev.turnpike.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.bench.Figure.Comparison;
import org.junit.jupiter.api.Test;

class ResultsTest {

    private static final Figure RATE = new Figure("requests/s", 0, Comparison.RATIO);
    private static final Figure LATENCY = new Figure("p50, ms", 2, Comparison.DIFFERENCE);
    private static final Figure MEMORY = new Figure("memory", 0, Comparison.NONE);

    private final Results results = new Results();

    @Test
    void comparesRoundByRound() {
        add(RATE, 1_000, 100);
        add(RATE, 500, 100);
        add(RATE, 2_000, 600);

        // Of the medians it would be 0.1.
        assertThat(results.findComparison(RATE)).contains(new Spread(0.2, 0.1, 0.3));
    }

    @Test
    void subtractsDirectLatency() {
        add(LATENCY, 0.25, 1.5);

        assertThat(results.findComparison(LATENCY)).contains(new Spread(1.25, 1.25, 1.25));
    }

    @Test
    void leavesOutWhatOnlyOneSideHas() {
        results.add(RATE, Side.PRODUCT, 100);

        assertThat(results.findComparison(RATE)).isEmpty();
        assertThat(results.find(RATE, Side.DIRECT)).isEmpty();
    }

    @Test
    void printsLinesInTheOrderOfMeasuring() {
        add(RATE, 1_000, 100);
        results.add(MEMORY, Side.PRODUCT, 512);
        add(LATENCY, 0.25, 1.5);

        assertThat(results.markdown())
                .isEqualTo(
                        """
                        | | direct | through Turnpike | compared |
                        |---|---|---|---|
                        | requests/s | 1,000 | 100 | × 0.100 |
                        | memory |  | 512 |  |
                        | p50, ms | 0.25 | 1.50 | + 1.25 |
                        """);
    }

    private void add(Figure figure, double direct, double product) {
        results.add(figure, Side.DIRECT, direct);
        results.add(figure, Side.PRODUCT, product);
    }
}
