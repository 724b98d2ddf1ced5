package dev.turnpike.api.gateway;

import dev.turnpike.api.routing.Preferences;
import dev.turnpike.billing.money.Usd;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a caller asks for, after it was checked.
 *
 * @param body as it came
 * @param bytes how long it was on the wire
 * @param models at least one id, the preferred one first
 * @param maxTokens the most completion tokens that the caller wants; null when it did not say
 * @param maxCost the most that the caller is ready to pay; null when it did not say
 */
public record Request(
        ObjectNode body,
        int bytes,
        List<String> models,
        boolean streamed,
        @Nullable Long maxTokens,
        @Nullable Usd maxCost,
        Preferences preferences) {

    /** The fields that the catalogue tells of each offer whether it takes them. */
    private static final Set<String> CAPABILITIES =
            Set.of("tools", "tool_choice", "response_format", "reasoning");

    public Request {
        models = List.copyOf(models);
    }

    /** What an offer must be capable of to take every field of this request. */
    Set<String> needs() {
        return CAPABILITIES.stream().filter(body::hasNonNull).collect(Collectors.toSet());
    }
}
