package dev.turnpike.billing.usage;

import dev.turnpike.billing.pricing.PriceSheet;
import dev.turnpike.billing.pricing.PriceVariant;
import dev.turnpike.billing.pricing.PriceVersion;
import dev.turnpike.billing.pricing.ServiceTier;
import dev.turnpike.billing.pricing.Usage;
import java.time.Instant;
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
 * @param tier by which the call was served, as far as it counts for its price; null when its caller
 *     asked for none
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
        boolean cancelled,
        @Nullable ServiceTier tier) {

    /** An answer to a caller who asked for no tier. */
    public Delivery(
            String model,
            String provider,
            PriceVersion price,
            Usage usage,
            @Nullable String upstreamId,
            @Nullable String finishReason,
            @Nullable String nativeFinishReason,
            long firstTokenMillis,
            long totalMillis,
            boolean cancelled) {
        this(
                model,
                provider,
                price,
                usage,
                upstreamId,
                finishReason,
                nativeFinishReason,
                firstTokenMillis,
                totalMillis,
                cancelled,
                null);
    }

    /**
     * The prices of this answer to a call that began at this moment: credit was set aside for it,
     * and it was about to be dispatched.
     */
    public PriceSheet pricesAt(Instant createdAt) {
        PriceVariant variant = variantAt(createdAt);
        return variant == null ? price.sheet() : variant.prices();
    }

    /** The variant that these prices are of; null when they are the usual ones. */
    public @Nullable PriceVariant variantAt(Instant createdAt) {
        // Most sheets have none; then nothing is counted.
        return price.sheet().variants().isEmpty()
                ? null
                : price.sheet().variantFor(usage.promptTokens(), createdAt, tier);
    }
}
