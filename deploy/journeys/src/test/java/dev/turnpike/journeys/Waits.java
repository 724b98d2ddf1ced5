package dev.turnpike.journeys;

import dev.turnpike.journeys.Sale.Fate;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** How long buyers waited for their credit, the shortest first. */
record Waits(List<Duration> sorted) {

    Waits {
        sorted = sorted.stream().sorted().toList();
    }

    static Waits of(List<Sale> sales) {
        return new Waits(sales.stream().filter(Sale::isCredited).map(Sale::waited).toList());
    }

    static Waits of(List<Sale> sales, Fate fate) {
        return of(sales.stream().filter(sale -> sale.fate() == fate).toList());
    }

    /** How long the payment provider took. */
    static Waits ofPayment(List<Sale> sales) {
        return new Waits(sales.stream().map(Sale::payment).toList());
    }

    /** For the line about a proof. */
    static String byFate(List<Sale> sales) {
        return Arrays.stream(Fate.values())
                .map(fate -> fate.name().toLowerCase(Locale.ROOT) + " " + of(sales, fate))
                .collect(Collectors.joining(", "));
    }

    /** So many percent waited no longer. */
    Duration percentile(int percent) {
        int rank = Math.ceilDiv(sorted.size() * percent, 100);
        return rank == 0 ? Duration.ZERO : sorted.get(rank - 1);
    }

    @Override
    public String toString() {
        return "%d (%s, %s, %s)"
                .formatted(
                        sorted.size(),
                        seconds(percentile(50)),
                        seconds(percentile(99)),
                        seconds(percentile(100)));
    }

    private static String seconds(Duration time) {
        return "%d.%02d".formatted(time.toSeconds(), time.toMillisPart() / 10);
    }
}
