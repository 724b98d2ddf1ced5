package dev.turnpike.api.catalog;

import dev.turnpike.api.http.Json;
import dev.turnpike.billing.money.UnitPrice;
import dev.turnpike.billing.pricing.Markup;
import dev.turnpike.billing.pricing.PriceSheet;
import dev.turnpike.billing.pricing.TokenClass;
import tools.jackson.databind.node.ObjectNode;

/** What the customer pays per unit, in dollars as decimal strings, markup included. */
final class PricingJson {

    private PricingJson() {}

    static ObjectNode of(PriceSheet sheet, Markup markup) {
        ObjectNode json = Json.object();
        for (TokenClass tokenClass : TokenClass.values()) {
            UnitPrice price = sheet.listed(tokenClass);
            if (price != null) {
                json.put(name(tokenClass), Json.plain(markup.applyTo(price)));
            }
        }
        return json;
    }

    private static String name(TokenClass tokenClass) {
        return switch (tokenClass) {
            case INPUT -> "prompt";
            case OUTPUT -> "completion";
            case CACHE_READ -> "input_cache_read";
            case CACHE_WRITE_5M -> "input_cache_write";
            case CACHE_WRITE_1H -> "input_cache_write_1h";
            case REASONING -> "internal_reasoning";
            case AUDIO_IN -> "audio";
            case AUDIO_OUT -> "audio_output";
            case IMAGE_IN -> "image_token";
            case IMAGE_OUT -> "image_output";
            case REQUEST -> "request";
        };
    }
}
