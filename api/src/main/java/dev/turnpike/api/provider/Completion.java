package dev.turnpike.api.provider;

import dev.turnpike.billing.pricing.TokenCounts;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A whole answer.
 *
 * @param message in the shape of our API
 * @param finishReason in the words of our API; null when the provider gave none
 * @param counts what it used; null when the provider did not say
 * @param serviceTier by which it was served, in the provider's words; null when it did not say
 */
public record Completion(
        ObjectNode message,
        @Nullable String finishReason,
        @Nullable String nativeFinishReason,
        @Nullable JsonNode logprobs,
        @Nullable TokenCounts counts,
        @Nullable String upstreamId,
        @Nullable String systemFingerprint,
        @Nullable String serviceTier)
        implements Upstream.Answer {

    /** Whether there is anything in it for the caller. */
    public boolean hasContent() {
        return Content.isIn(message);
    }
}
