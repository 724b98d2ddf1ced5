package dev.turnpike.web.usage;

import dev.turnpike.billing.usage.Generation;
import dev.turnpike.billing.usage.GenerationId;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which calls to show, as the address says it; empty texts choose all.
 *
 * @param key the id of a key
 * @param before show only calls that are older than this one
 */
public record CallFilter(String model, String key, String status, String before) {

    static CallFilter of(
            @Nullable String model,
            @Nullable String key,
            @Nullable String status,
            @Nullable String before) {
        return new CallFilter(text(model), text(key), text(status), text(before));
    }

    /** Whether it leaves anything out, apart from younger calls. */
    public boolean isActive() {
        return !model.isEmpty() || !key.isEmpty() || !status.isEmpty();
    }

    boolean admits(Generation call) {
        return (model.isEmpty() || model.equals(modelOf(call)))
                && (key.isEmpty() || key.equals(call.key().toString()))
                && (status.isEmpty() || status.equals(CallRow.state(call.status())));
    }

    /** Null for the youngest calls. */
    @Nullable GenerationId start() {
        return GenerationId.parse(before).orElse(null);
    }

    /** The address of the calls before this one, with the same filter. */
    String addressBefore(GenerationId call) {
        Map<String, String> query = new TreeMap<>(Map.of("before", call.toString()));
        query.put("model", model);
        query.put("key", key);
        query.put("status", status);
        return query.entrySet().stream()
                .filter(entry -> !entry.getValue().isEmpty())
                .map(entry -> entry.getKey() + "=" + encode(entry.getValue()))
                .collect(Collectors.joining("&", "/usage?", "#calls"));
    }

    private static String modelOf(Generation call) {
        return call.delivery() == null ? call.details().model() : call.delivery().model();
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value.strip();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
