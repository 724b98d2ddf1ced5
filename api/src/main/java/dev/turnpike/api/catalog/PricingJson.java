package dev.turnpike.api.catalog;

import dev.turnpike.api.http.Json;
import dev.turnpike.billing.money.UnitPrice;
import dev.turnpike.billing.pricing.DailyWindow;
import dev.turnpike.billing.pricing.Markup;
import dev.turnpike.billing.pricing.PriceCondition;
import dev.turnpike.billing.pricing.PriceSheet;
import dev.turnpike.billing.pricing.PriceVariant;
import dev.turnpike.billing.pricing.ServiceTier;
import dev.turnpike.billing.pricing.TokenClass;
import java.time.LocalTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the customer pays per unit, in dollars as decimal strings, markup included: usually, and
 * under conditions.
 */
final class PricingJson {

    private PricingJson() {}

    static ObjectNode of(PriceSheet sheet, Markup markup) {
        ObjectNode json = Json.object();
        addListed(json, sheet, markup);
        addOverrides(json, sheet, markup, null);
        if (sheet.hasTiers()) {
            addTiers(json.putObject("service_tiers"), sheet, markup);
        }
        return json;
    }

    /** Apart from the others: whoever does not know of tiers does not take theirs for their own. */
    private static void addTiers(ObjectNode tiers, PriceSheet sheet, Markup markup) {
        for (PriceVariant variant : sheet.variants()) {
            ServiceTier tier = variant.condition().tier();
            if (tier != null && variant.condition().equals(PriceCondition.of(tier))) {
                ObjectNode json = tiers.putObject(tier.code());
                addListed(json, variant.prices(), markup);
                addOverrides(json, sheet, markup, tier);
            }
        }
    }

    /**
     * In the words of the protocol the last override that applies decides, price by price; with us
     * the first variant decides on all. So they come in reverse, and each names all prices.
     */
    private static void addOverrides(
            ObjectNode json, PriceSheet sheet, Markup markup, @Nullable ServiceTier tier) {
        List<PriceVariant> conditional =
                sheet.variants().reversed().stream()
                        .filter(it -> it.condition().tier() == tier)
                        .filter(
                                it ->
                                        tier == null
                                                || !it.condition().equals(PriceCondition.of(tier)))
                        .toList();
        if (conditional.isEmpty()) {
            return;
        }
        ArrayNode overrides = json.putArray("overrides");
        for (PriceVariant variant : conditional) {
            ObjectNode override = overrides.addObject();
            addCondition(override, variant.condition());
            for (TokenClass tokenClass : TokenClass.values()) {
                if (isListedAnywhere(sheet, tokenClass) && variant.prices().isKnown(tokenClass)) {
                    UnitPrice price = variant.prices().priceOf(tokenClass);
                    override.put(name(tokenClass), Json.plain(markup.applyTo(price)));
                }
            }
        }
    }

    private static void addListed(ObjectNode json, PriceSheet prices, Markup markup) {
        for (TokenClass tokenClass : TokenClass.values()) {
            UnitPrice price = prices.listed(tokenClass);
            if (price != null) {
                json.put(name(tokenClass), Json.plain(markup.applyTo(price)));
            }
        }
    }

    private static void addCondition(ObjectNode json, PriceCondition condition) {
        Long threshold = condition.abovePromptTokens();
        if (threshold != null) {
            json.put("min_prompt_tokens", threshold);
        }
        DailyWindow window = condition.window();
        if (window != null) {
            json.put("utc_start", clockNumber(window.from()));
            json.put("utc_end", clockNumber(window.to()));
        }
    }

    /** 1630 for half past four in the afternoon. */
    private static int clockNumber(LocalTime time) {
        return time.getHour() * 100 + time.getMinute();
    }

    private static boolean isListedAnywhere(PriceSheet sheet, TokenClass tokenClass) {
        return sheet.listed(tokenClass) != null
                || sheet.variants().stream()
                        .anyMatch(variant -> variant.prices().listed(tokenClass) != null);
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
            case IMAGE -> "image";
            case SECOND -> "second";
            case SEARCH -> "web_search";
        };
    }
}
