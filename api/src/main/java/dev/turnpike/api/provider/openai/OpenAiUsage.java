package dev.turnpike.api.provider.openai;

import dev.turnpike.billing.pricing.TokenClass;
import dev.turnpike.billing.pricing.TokenCounts;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Sorts the usage of this protocol into disjoint classes: its details are parts of its totals, so
 * they are taken out of them. A part that is larger than what is left of its total is cut to it.
 */
final class OpenAiUsage {

    private OpenAiUsage() {}

    /** The counts, or null when there are none or none that can be true. */
    static @Nullable TokenCounts read(JsonNode usage) {
        if (!usage.isObject() || !usage.path("prompt_tokens").isIntegralNumber()) {
            return null;
        }
        long prompt = count(usage, "prompt_tokens");
        long completion = count(usage, "completion_tokens");
        if (usage.path("prompt_tokens").asLong() < 0
                || usage.path("completion_tokens").asLong(0) < 0) {
            return null;
        }
        JsonNode in = usage.path("prompt_tokens_details");
        JsonNode out = usage.path("completion_tokens_details");
        long cached = cached(usage, in);
        long reasoning = count(out, "reasoning_tokens");
        // Some providers count reasoning beside the completion, with (xAI) or without (Google)
        // saying how much it was; their total gives them away.
        long apart = Math.max(0, count(usage, "total_tokens") - prompt - completion);
        Split prompts = new Split(prompt);
        Split completions = new Split(completion + apart);
        return TokenCounts.NONE
                .with(TokenClass.CACHE_READ, prompts.take(cached))
                .with(TokenClass.CACHE_WRITE_5M, prompts.take(count(in, "cache_write_tokens")))
                .with(TokenClass.AUDIO_IN, prompts.take(count(in, "audio_tokens")))
                .with(TokenClass.IMAGE_IN, prompts.take(count(in, "image_tokens")))
                .with(TokenClass.INPUT, prompts.rest())
                .with(TokenClass.REASONING, completions.take(Math.max(reasoning, apart)))
                .with(TokenClass.AUDIO_OUT, completions.take(count(out, "audio_tokens")))
                .with(TokenClass.IMAGE_OUT, completions.take(count(out, "image_tokens")))
                .with(TokenClass.OUTPUT, completions.rest())
                .with(TokenClass.REQUEST, 1);
    }

    /**
     * Beside the details they stand at DeepSeek by a name of its own, and at Moonshot by the same.
     */
    private static long cached(JsonNode usage, JsonNode details) {
        return Math.max(
                count(details, "cached_tokens"),
                Math.max(count(usage, "prompt_cache_hit_tokens"), count(usage, "cached_tokens")));
    }

    private static long count(JsonNode node, String field) {
        return Math.max(0, node.path(field).asLong(0));
    }

    /** A total from which parts are taken, never more than there is. */
    private static final class Split {
        private long rest;

        Split(long total) {
            rest = total;
        }

        long take(long part) {
            long taken = Math.min(part, rest);
            rest -= taken;
            return taken;
        }

        long rest() {
            return rest;
        }
    }
}
