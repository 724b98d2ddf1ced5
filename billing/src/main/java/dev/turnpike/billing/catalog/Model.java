package dev.turnpike.billing.catalog;

import dev.turnpike.billing.pricing.PriceVersion;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A model that customers can name in a request, with every provider that offers it.
 *
 * @param id {@code author/slug}
 * @param canonicalSlug the dated name that never changes its meaning
 * @param created when the model was published
 * @param contextLength the most tokens that its author promises; an offer may have fewer
 * @param simulated true when only the sandbox answers for it
 * @param offers at least one
 */
public record Model(
        String id,
        String canonicalSlug,
        String name,
        String author,
        LocalDate created,
        String description,
        long contextLength,
        List<String> inputModalities,
        List<String> outputModalities,
        String tokenizer,
        @Nullable LocalDate knowledgeCutoff,
        @Nullable LocalDate expirationDate,
        List<String> supportedParameters,
        boolean simulated,
        List<Offer> offers,
        String source,
        LocalDate sourceDate) {

    public Model {
        inputModalities = List.copyOf(inputModalities);
        outputModalities = List.copyOf(outputModalities);
        supportedParameters = List.copyOf(supportedParameters);
        offers = List.copyOf(offers);
        if (offers.isEmpty()) {
            throw new IllegalArgumentException("A model has at least one offer: " + id);
        }
    }

    /** The same model with these prices, by the ids of offers. */
    Model withPrices(Map<String, PriceVersion> versions) {
        return new Model(
                id,
                canonicalSlug,
                name,
                author,
                created,
                description,
                contextLength,
                inputModalities,
                outputModalities,
                tokenizer,
                knowledgeCutoff,
                expirationDate,
                supportedParameters,
                simulated,
                offers.stream()
                        .map(
                                it -> {
                                    PriceVersion version = versions.get(it.id());
                                    return version == null ? it : it.withPrice(version);
                                })
                        .toList(),
                source,
                sourceDate);
    }
}
