package dev.turnpike.bench;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What the rounds gave, in the order in which it was first measured. */
final class Results {

    private static final String NOTHING = "";

    private final Map<Figure, Map<Side, List<Double>>> values = new LinkedHashMap<>();

    void add(Figure figure, Side side, double value) {
        values.computeIfAbsent(figure, _ -> new EnumMap<>(Side.class))
                .computeIfAbsent(side, _ -> new ArrayList<>())
                .add(value);
    }

    Optional<Spread> find(Figure figure, Side side) {
        List<Double> found = of(figure, side);
        return found.isEmpty() ? Optional.empty() : Optional.of(Spread.of(found));
    }

    /** Compared round by round: what disturbed a round disturbed both of its sides. */
    Optional<Spread> findComparison(Figure figure) {
        List<Double> direct = of(figure, Side.DIRECT);
        List<Double> product = of(figure, Side.PRODUCT);
        List<Double> compared = new ArrayList<>();
        for (int round = 0; round < Math.min(direct.size(), product.size()); round++) {
            switch (figure.comparison()) {
                case RATIO -> compared.add(product.get(round) / direct.get(round));
                case DIFFERENCE -> compared.add(product.get(round) - direct.get(round));
                case NONE -> {}
            }
        }
        return compared.isEmpty() ? Optional.empty() : Optional.of(Spread.of(compared));
    }

    String markdown() {
        var table =
                new StringBuilder(
                        """
                        | | direct | through Turnpike | compared |
                        |---|---|---|---|
                        """);
        for (Figure figure : values.keySet()) {
            table.append(
                    String.format(
                            Locale.ROOT,
                            "| %s | %s | %s | %s |%n",
                            figure.title(),
                            cell(find(figure, Side.DIRECT), figure.digits()),
                            cell(find(figure, Side.PRODUCT), figure.digits()),
                            comparison(figure)));
        }
        return table.toString();
    }

    private String comparison(Figure figure) {
        Optional<Spread> found = findComparison(figure);
        return switch (figure.comparison()) {
            case RATIO -> found.map(spread -> "× " + spread.text(3)).orElse(NOTHING);
            case DIFFERENCE ->
                    found.map(spread -> "+ " + spread.text(figure.digits())).orElse(NOTHING);
            case NONE -> NOTHING;
        };
    }

    private static String cell(Optional<Spread> spread, int digits) {
        return spread.map(found -> found.text(digits)).orElse(NOTHING);
    }

    private List<Double> of(Figure figure, Side side) {
        return values.getOrDefault(figure, Map.of()).getOrDefault(side, List.of());
    }
}
