package dev.turnpike.billing.usage;

import dev.turnpike.billing.pricing.PriceVersion;
import dev.turnpike.billing.pricing.Usage;
import org.jspecify.annotations.Nullable;

/**
 * What a provider delivered for a call.
 *
 * @param model the model that answered
 * @param provider the slug of the provider that answered
 * @param upstreamId the provider's own id of the answer
 * @param finishReason in the words of our API
 * @param nativeFinishReason in the provider's words
 * @param firstTokenMillis from the call's arrival to its first content
 * @param totalMillis from the call's arrival to its last content
 * @param cancelled whether the caller left before the end
 */
public record Delivery(
        String model,
        String provider,
        PriceVersion price,
        Usage usage,
        @Nullable String upstreamId,
        @Nullable String finishReason,
        @Nullable String nativeFinishReason,
        long firstTokenMillis,
        long totalMillis,
        boolean cancelled) {}
