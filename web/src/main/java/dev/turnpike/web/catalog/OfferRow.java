package dev.turnpike.web.catalog;

import dev.turnpike.billing.catalog.Offer;
import dev.turnpike.billing.pricing.TokenClass;
import java.util.List;

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
        String priceSource,
        String dataPolicy,
        boolean connected,
        boolean simulated) {

    static OfferRow of(Offer offer, boolean connected, Prices prices) {
        Long longest = offer.maxOutputTokens();
        String quantization = offer.quantization();
        return new OfferRow(
                offer.provider().name(),
                offer.provider().slug(),
                ModelRow.tokens(offer.contextLength()),
                longest == null ? "–" : ModelRow.tokens(longest),
                quantization == null ? "–" : quantization,
                prices.of(offer.prices(), TokenClass.INPUT),
                prices.of(offer.prices(), TokenClass.OUTPUT),
                prices.others(offer.prices()),
                offer.source() + ", " + offer.sourceDate(),
                DataPolicy.words(offer.provider().dataPolicy()),
                connected,
                offer.provider().simulated());
    }
}
