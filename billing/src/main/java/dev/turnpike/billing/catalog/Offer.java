package dev.turnpike.billing.catalog;

import dev.turnpike.billing.pricing.PriceSheet;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One model as one provider sells it.
 *
 * @param upstreamModel the name that this provider expects in a request
 * @param contextLength prompt and completion tokens together; never beyond the prompt length from
 *     which on the provider asks other prices than {@code prices} knows
 * @param maxOutputTokens null when the provider names no limit
 * @param quantization null when unknown
 * @param capabilities what this provider supports for this model, e.g. {@code tools}
 * @param prices what the provider charges us, without markup
 * @param source the price lists that agree on the prices that shipped with us
 */
public record Offer(
        String modelId,
        Provider provider,
        String upstreamModel,
        long contextLength,
        @Nullable Long maxOutputTokens,
        @Nullable String quantization,
        List<String> capabilities,
        PriceSheet prices,
        String source,
        LocalDate sourceDate) {

    public Offer {
        capabilities = List.copyOf(capabilities);
    }

    Offer withPrices(PriceSheet others) {
        return new Offer(
                modelId,
                provider,
                upstreamModel,
                contextLength,
                maxOutputTokens,
                quantization,
                capabilities,
                others,
                source,
                sourceDate);
    }

    /** {@code model@provider}, unique in the catalogue. */
    public String id() {
        return modelId + "@" + provider.slug();
    }
}
