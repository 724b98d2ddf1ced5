package dev.turnpike.billing.catalog;

import dev.turnpike.billing.pricing.PriceSheet;
import dev.turnpike.billing.pricing.PriceVersion;
import java.time.LocalDate;
import java.time.ZoneOffset;
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
 * @param source where the prices were read
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

    /** The same offer at the price of this edition, which may come from elsewhere. */
    Offer withPrice(PriceVersion version) {
        if (version.sheet().equals(prices)) {
            return this;
        }
        return new Offer(
                modelId,
                provider,
                upstreamModel,
                contextLength,
                maxOutputTokens,
                quantization,
                capabilities,
                version.sheet(),
                version.source(),
                LocalDate.ofInstant(version.effectiveFrom(), ZoneOffset.UTC));
    }

    /** {@code model@provider}, unique in the catalogue. */
    public String id() {
        return modelId + "@" + provider.slug();
    }
}
