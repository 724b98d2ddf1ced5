package dev.turnpike.web.catalog;

import dev.turnpike.billing.catalog.Offer;
import dev.turnpike.billing.pricing.PriceVariant;
import dev.turnpike.billing.pricing.TokenClass;
import java.util.List;
import java.util.stream.Collectors;

/** A provider's offer of a model as its row shows it. */
public record OfferRow(
        String provider,
        String slug,
        String context,
        String maxOutput,
        String quantization,
        String input,
        String output,
        List<Prices.Line> others,
        List<Variant> variants,
        String priceSource,
        String dataPolicy,
        boolean connected,
        boolean simulated) {

    /** What the whole call costs under a condition. */
    public record Variant(String condition, String prices) {
        static Variant of(Offer offer, PriceVariant variant, Prices prices) {
            String words =
                    prices.all(offer, variant).stream()
                            .map(line -> line.label() + " " + line.price())
                            .collect(Collectors.joining(", "));
            return new Variant(variant.condition().words(), words);
        }
    }

    static OfferRow of(Offer offer, boolean connected, Prices prices) {
        Long longest = offer.maxOutputTokens();
        String quantization = offer.quantization();
        return new OfferRow(
                offer.provider().name(),
                offer.provider().slug(),
                ModelRow.tokens(offer.contextLength()),
                longest == null ? "–" : ModelRow.tokens(longest),
                quantization == null ? "–" : quantization,
                prices.of(offer, TokenClass.INPUT),
                prices.of(offer, TokenClass.OUTPUT),
                prices.others(offer),
                offer.prices().variants().stream()
                        .map(it -> Variant.of(offer, it, prices))
                        .toList(),
                offer.source() + ", " + offer.sourceDate(),
                DataPolicy.words(offer.provider().dataPolicy()),
                connected,
                offer.provider().simulated());
    }
}
