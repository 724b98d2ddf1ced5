package dev.turnpike.bench;

import java.util.List;
import java.util.Locale;

/** The median of what several rounds gave, and how far they were apart. */
record Spread(double median, double least, double most) {

    static Spread of(List<Double> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("A spread needs at least one value");
        }
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        double median =
                sorted.size() % 2 == 1
                        ? sorted.get(middle)
                        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
        return new Spread(median, sorted.getFirst(), sorted.getLast());
    }

    /** As it stands in a table: {@code 0.121 (0.118 to 0.130)}. */
    String text(int digits) {
        String form = "%,." + digits + "f";
        String one = String.format(Locale.ROOT, form, median);
        return least == most
                ? one
                : String.format(Locale.ROOT, one + " (" + form + " to " + form + ")", least, most);
    }
}
