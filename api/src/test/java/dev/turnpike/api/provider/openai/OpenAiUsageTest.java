package dev.turnpike.api.provider.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.api.http.Json;
import dev.turnpike.billing.pricing.Usage;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** However a provider's numbers look: its totals are what is counted, and nothing is below zero. */
class OpenAiUsageTest {

    /** A usage is replayed by {@code -Dturnpike.seed=…}; without it each run tries new ones. */
    private static final long SEED = Long.getLong("turnpike.seed", System.nanoTime());

    private static final int USAGES = 20_000;

    @Test
    void countsWhatTheTotalsSay() {
        var random = new SplittableRandom(SEED);
        for (int i = 0; i < USAGES; i++) {
            ObjectNode usage = randomUsage(random);
            long prompt = usage.path("prompt_tokens").asLong();
            long completion = usage.path("completion_tokens").asLong(0);
            long total = usage.path("total_tokens").asLong(0);

            Usage read = Usage.reported(Objects.requireNonNull(OpenAiUsage.read(usage)));

            assertThat(read.promptTokens()).as("seed %d: %s", SEED, usage).isEqualTo(prompt);
            assertThat(read.completionTokens())
                    .as("seed %d: %s", SEED, usage)
                    .isEqualTo(Math.max(completion, total - prompt));
        }
    }

    private static ObjectNode randomUsage(SplittableRandom random) {
        ObjectNode usage = Json.object();
        usage.put("prompt_tokens", random.nextLong(0, 500));
        if (random.nextInt(9) > 0) {
            usage.put("completion_tokens", random.nextLong(0, 500));
        }
        maybe(random, usage, "total_tokens");
        maybe(random, usage, "prompt_cache_hit_tokens");
        maybe(random, usage, "cached_tokens");
        ObjectNode in = usage.putObject("prompt_tokens_details");
        maybe(random, in, "cached_tokens");
        maybe(random, in, "cache_write_tokens");
        maybe(random, in, "audio_tokens");
        maybe(random, in, "image_tokens");
        ObjectNode out = usage.putObject("completion_tokens_details");
        maybe(random, out, "reasoning_tokens");
        maybe(random, out, "audio_tokens");
        maybe(random, out, "image_tokens");
        return usage;
    }

    /** Mostly small, so that parts are larger than their whole now and then; at times not there. */
    private static void maybe(SplittableRandom random, ObjectNode json, String field) {
        if (random.nextInt(3) > 0) {
            json.put(field, random.nextLong(-5, 500));
        }
    }
}
