package dev.turnpike.api.chat;

import dev.turnpike.api.routing.Preferences;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads the {@code provider} field. */
final class PreferencesReading {

    private static final int MAX_SLUGS = 64;
    private static final int MAX_SLUG = 64;
    private static final Shape SLUGS = Shape.array(0, MAX_SLUGS, Shape.text(MAX_SLUG));

    /** Strict orders that we have no measurements for; price is what we sort by anyway. */
    private static final Set<String> SORTS = Set.of("price", "throughput", "latency", "exacto");

    private PreferencesReading() {}

    /** What is wrong with it; null when it is fine. */
    static @Nullable String firstProblem(JsonNode provider) {
        for (String field : new String[] {"order", "only", "ignore", "quantizations"}) {
            if (provider.hasNonNull(field) && SLUGS.problem(provider.get(field)) != null) {
                return "provider." + field + " must be an array of strings.";
            }
        }
        for (String field : new String[] {"allow_fallbacks", "require_parameters", "zdr"}) {
            if (provider.hasNonNull(field) && !provider.get(field).isBoolean()) {
                return "provider." + field + " must be true or false.";
            }
        }
        if (!Set.of("", "allow", "deny").contains(provider.path("data_collection").asString(""))) {
            return "provider.data_collection must be allow or deny.";
        }
        JsonNode sort = provider.path("sort");
        String by = sort.isObject() ? sort.path("by").asString("") : sort.asString("price");
        if (!sort.isMissingNode() && !sort.isNull() && !SORTS.contains(by)) {
            return "provider.sort must be price, throughput, latency or exacto.";
        }
        JsonNode max = provider.path("max_price");
        for (String field : new String[] {"prompt", "completion"}) {
            if (max.hasNonNull(field) && price(max.get(field)) == null) {
                return "provider.max_price." + field + " must be dollars per million tokens.";
            }
        }
        return null;
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
                price(max.path("completion")));
    }

    /** A base slug names all endpoints of its provider, so what follows it is cut off. */
    private static List<String> slugs(JsonNode array) {
        return array.valueStream()
                .map(slug -> slug.stringValue().split("/", 2)[0])
                .distinct()
                .toList();
    }

    /** A number, or a string with one; null when it is neither, or below zero. */
    private static @Nullable BigDecimal price(JsonNode value) {
        try {
            BigDecimal price =
                    value.isNumber()
                            ? value.decimalValue()
                            : new BigDecimal(value.asString("").strip());
            return price.signum() < 0 ? null : price;
        } catch (NumberFormatException _) {
            return null;
        }
    }
}
