package dev.turnpike.journeys;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import dev.turnpike.billing.money.Usd;
import dev.turnpike.journeys.Books.Charge;
import dev.turnpike.journeys.Errand.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Compares what callers were told with what is booked, call by call.
 *
 * @param charged all that is booked
 * @param mistakes a sentence for each call that is not booked as its caller was told
 * @param figures how many callers were told what
 */
record Reckoning(Usd charged, List<String> mistakes, Map<String, Long> figures) {

    Reckoning {
        mistakes = List.copyOf(mistakes);
        figures = new TreeMap<>(figures);
    }

    static Reckoning of(Map<Errand, Result> results, List<Charge> charges) {
        Map<String, List<Receipt>> booked =
                charges.stream()
                        .collect(groupingBy(Charge::call, mapping(Charge::receipt, toList())));
        List<String> mistakes = new ArrayList<>();
        results.forEach(
                (errand, result) -> {
                    List<Receipt> receipts = booked.remove(errand.name());
                    if (!isRight(result, receipts == null ? List.of() : receipts)) {
                        mistakes.add("%s: %s, booked %s".formatted(errand, result, receipts));
                    }
                });
        booked.forEach((name, receipts) -> mistakes.add("Nobody's " + name + ": " + receipts));
        Usd charged =
                charges.stream()
                        .map(Charge::receipt)
                        .map(Receipt::cost)
                        .reduce(Usd.ZERO, Usd::plus);
        return new Reckoning(charged, mistakes, figures(results));
    }

    private static boolean isRight(Result result, List<Receipt> booked) {
        return switch (result) {
            case Result.Told(var receipt) -> booked.equals(List.of(receipt));
            case Result.Refused _, Result.Unheard _ -> booked.isEmpty();
            case Result.Unsure _ -> booked.size() <= 1;
            case Result.Contradicted _ -> false;
        };
    }

    private static Map<String, Long> figures(Map<Errand, Result> results) {
        return results.values().stream().collect(groupingBy(Reckoning::words, counting()));
    }

    private static String words(Result result) {
        return switch (result) {
            case Result.Told _ -> "told";
            case Result.Refused(int status) -> "refused " + status;
            case Result.Unheard _ -> "unheard";
            case Result.Unsure _ -> "unsure";
            case Result.Contradicted _ -> "contradicted";
        };
    }
}
