package dev.turnpike.api.chat;

import dev.turnpike.api.http.WrittenNumber;
import dev.turnpike.api.routing.Preferences;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads the {@code provider} field. */
final class PreferencesReading {

    private static final int MAX_SLUGS = 64;
    private static final int MAX_SLUG = 64;

    /** Strict orders that we have no measurements for; price is what we sort by anyway. */
    private static final Shape ORDER = Shape.oneOf("price", "throughput", "latency", "exacto");

    private static final Shape SLUGS =
            said(Shape.array(0, MAX_SLUGS, Shape.text(MAX_SLUG)), "must be an array of strings");

    private static final Map<String, Shape> RULES =
            Map.ofEntries(
                    Map.entry("order", SLUGS),
                    Map.entry("only", SLUGS),
                    Map.entry("ignore", SLUGS),
                    Map.entry("quantizations", SLUGS),
                    Map.entry("allow_fallbacks", Shape.bool()),
                    Map.entry("require_parameters", Shape.bool()),
                    Map.entry("zdr", Shape.bool()),
                    Map.entry("data_collection", Shape.oneOf("allow", "deny")),
                    Map.entry("sort", ORDER.or(PreferencesReading::order)),
                    Map.entry("max_price", PreferencesReading::ceilings));

    private static final Map<String, Shape> PRICES =
            Map.of(
                    "prompt",
                    PreferencesReading::ceiling,
                    "completion",
                    PreferencesReading::ceiling);

    private PreferencesReading() {}

    /** What is wrong with it; null when it is fine. */
    static @Nullable String firstProblem(JsonNode provider) {
        String problem = FieldRules.firstProblem("provider.", RULES, provider);
        return problem == null
                ? FieldRules.firstProblem("provider.max_price.", PRICES, provider.path("max_price"))
                : problem;
    }

    private static Shape said(Shape shape, String problem) {
        return value -> shape.problem(value) == null ? null : problem;
    }

    private static @Nullable String order(JsonNode sort) {
        return ORDER.problem(sort.path("by")) == null ? null : "an object whose by is one of these";
    }

    /** A ceiling that we do not know would be broken without a word. */
    private static @Nullable String ceilings(JsonNode max) {
        return max.isObject()
                        && max.properties().stream()
                                .filter(field -> !field.getValue().isNull())
                                .allMatch(field -> PRICES.containsKey(field.getKey()))
                ? null
                : "must be an object of prompt and completion";
    }

    private static @Nullable String ceiling(JsonNode value) {
        return price(value) == null ? "must be dollars per million tokens" : null;
    }

    /** Reads what {@link #firstProblem} found nothing wrong with. */
    static Preferences read(JsonNode provider) {
        if (provider.isEmpty()) {
            return Preferences.NONE;
        }
        JsonNode max = provider.path("max_price");
        return new Preferences(
                slugs(provider.path("order")),
                slugs(provider.path("only")),
                slugs(provider.path("ignore")),
                provider.path("allow_fallbacks").asBoolean(true),
                provider.path("require_parameters").asBoolean(false),
                provider.path("data_collection").asString("").equals("deny"),
                provider.path("zdr").asBoolean(false),
                slugs(provider.path("quantizations")),
                price(max.path("prompt")),
                price(max.path("completion")),
                null);
    }

    /** A base slug names all endpoints of its provider, so what follows it is cut off. */
    private static List<String> slugs(JsonNode array) {
        return array.valueStream()
                .map(slug -> slug.stringValue().split("/", 2)[0])
                .distinct()
                .toList();
    }

    /** A number, or a string with one; null when it is neither, absurd, or below zero. */
    private static @Nullable BigDecimal price(JsonNode value) {
        BigDecimal price =
                value.isNumber()
                        ? value.decimalValue()
                        : WrittenNumber.decimal(value.asString("").strip());
        return price == null || price.signum() < 0 ? null : price;
    }
}
