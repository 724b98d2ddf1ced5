package dev.turnpike.api.provider.anthropic;

import dev.turnpike.billing.pricing.TokenClass;
import dev.turnpike.billing.pricing.TokenCounts;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Sorts the usage of this protocol into our classes. Here {@code input_tokens} does not include
 * what was read from or written to a cache, so nothing is taken out of it.
 */
final class MessagesUsage {

    private MessagesUsage() {}

    /** The prompt's part of the counts, or null when there is none that can be true. */
    static @Nullable TokenCounts prompt(JsonNode usage) {
        JsonNode input = usage.path("input_tokens");
        if (!input.isIntegralNumber() || input.asLong() < 0) {
            return null;
        }
        JsonNode lifetimes = usage.path("cache_creation");
        long hour = count(lifetimes, "ephemeral_1h_input_tokens");
        // The sum of both lifetimes; one that is missing or too low is not free.
        long written =
                Math.max(
                        count(usage, "cache_creation_input_tokens"),
                        hour + count(lifetimes, "ephemeral_5m_input_tokens"));
        return TokenCounts.of(TokenClass.INPUT, input.asLong())
                .with(TokenClass.CACHE_READ, count(usage, "cache_read_input_tokens"))
                .with(TokenClass.CACHE_WRITE_5M, written - hour)
                .with(TokenClass.CACHE_WRITE_1H, hour)
                .with(TokenClass.REQUEST, 1);
    }

    /** All of it; thinking is part of the output, and not every reply says how much of it. */
    static @Nullable TokenCounts whole(JsonNode usage) {
        TokenCounts prompt = prompt(usage);
        JsonNode output = usage.path("output_tokens");
        if (prompt == null || !output.isIntegralNumber() || output.asLong() < 0) {
            return null;
        }
        long thinking =
                Math.min(
                        output.asLong(),
                        count(usage.path("output_tokens_details"), "thinking_tokens"));
        return prompt.with(TokenClass.OUTPUT, output.asLong() - thinking)
                .with(TokenClass.REASONING, thinking)
                .with(
                        TokenClass.SEARCH,
                        count(usage.path("server_tool_use"), "web_search_requests"));
    }

    private static long count(JsonNode node, String field) {
        return Math.max(0, node.path(field).asLong(0));
    }
}
