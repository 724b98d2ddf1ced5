package dev.turnpike.web.catalog;

import java.util.List;
import java.util.stream.Collectors;

/** Says in words what a provider does with what it is sent. */
final class DataPolicy {

    private static final String RETENTION = "retention_days=";

    private DataPolicy() {}

    /** Nothing that the catalogue does not know is promised. */
    static String words(List<String> facts) {
        return facts.isEmpty()
                ? "What it does with your data is not known here."
                : facts.stream().map(DataPolicy::sentence).collect(Collectors.joining(" "));
    }

    private static String sentence(String fact) {
        return switch (fact) {
            case "trains=no" -> "Does not train on your data.";
            case "trains=yes" -> "May train on your data.";
            case "retention_days=0" -> "Keeps nothing.";
            case "retention_days=1" -> "Keeps data for 1 day.";
            default ->
                    fact.startsWith(RETENTION)
                            ? "Keeps data for " + fact.substring(RETENTION.length()) + " days."
                            : fact + ".";
        };
    }
}
