package dev.turnpike.api.provider.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.api.http.Json;
import dev.turnpike.billing.pricing.TokenClass;
import dev.turnpike.billing.pricing.Usage;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** However a provider's numbers look: its totals are what is counted, and nothing is below zero. */
class MessagesUsageTest {

    /** A usage is replayed by {@code -Dturnpike.seed=…}; without it each run tries new ones. */
    private static final long SEED = Long.getLong("turnpike.seed", System.nanoTime());

    private static final int USAGES = 20_000;

    @Test
    void countsInputAndBothCachesBesideEachOther() {
        var random = new SplittableRandom(SEED);
        for (int i = 0; i < USAGES; i++) {
            ObjectNode usage = Json.object().put("input_tokens", random.nextLong(0, 500));
            usage.put("output_tokens", random.nextLong(0, 500));
            maybe(random, usage, "cache_read_input_tokens");
            maybe(random, usage, "cache_creation_input_tokens");
            ObjectNode lifetimes = usage.putObject("cache_creation");
            maybe(random, lifetimes, "ephemeral_5m_input_tokens");
            maybe(random, lifetimes, "ephemeral_1h_input_tokens");
            maybe(random, usage.putObject("output_tokens_details"), "thinking_tokens");

            maybe(random, usage.putObject("server_tool_use"), "web_search_requests");

            Usage read = Usage.reported(Objects.requireNonNull(MessagesUsage.whole(usage)));

            assertThat(read.promptTokens())
                    .as("seed %d: %s", SEED, usage)
                    .isEqualTo(
                            count(usage, "input_tokens")
                                    + count(usage, "cache_read_input_tokens")
                                    + Math.max(
                                            count(usage, "cache_creation_input_tokens"),
                                            count(lifetimes, "ephemeral_5m_input_tokens")
                                                    + count(
                                                            lifetimes,
                                                            "ephemeral_1h_input_tokens")));
            assertThat(read.completionTokens())
                    .as("seed %d: %s", SEED, usage)
                    .isEqualTo(count(usage, "output_tokens"));
            assertThat(read.of(TokenClass.SEARCH))
                    .isEqualTo(
                            Math.max(
                                    0, usage.at("/server_tool_use/web_search_requests").asLong(0)));
        }
    }

    private static long count(ObjectNode json, String field) {
        return Math.max(0, json.path(field).asLong(0));
    }

    /** Mostly small, so that parts are larger than their whole now and then; at times not there. */
    private static void maybe(SplittableRandom random, ObjectNode json, String field) {
        if (random.nextInt(3) > 0) {
            json.put(field, random.nextLong(-5, 500));
        }
    }
}
