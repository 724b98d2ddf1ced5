package dev.turnpike.billing.pricelists.wire;

import dev.turnpike.billing.money.UnitPrice;
import dev.turnpike.billing.pricelists.Condition;
import dev.turnpike.billing.pricelists.ListFormat;
import dev.turnpike.billing.pricelists.ListedPrice;
import dev.turnpike.billing.pricelists.PriceList;
import dev.turnpike.billing.pricelists.RowName;
import dev.turnpike.billing.pricelists.wire.JsonValue.Fields;
import dev.turnpike.billing.pricelists.wire.JsonValue.Items;
import dev.turnpike.billing.pricing.TokenClass;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a listing of models, {@code {"data": [{"id": "author/slug", "pricing": {…}}]}}.
 *
 * <p>A price of -1 means there that it depends on what is called.
 */
final class OpenrouterReader {

    private static final Map<String, TokenClass> CLASSES =
            Map.of(
                    "prompt", TokenClass.INPUT,
                    "completion", TokenClass.OUTPUT,
                    "input_cache_read", TokenClass.CACHE_READ,
                    "input_cache_write", TokenClass.CACHE_WRITE_5M,
                    "input_cache_write_1h", TokenClass.CACHE_WRITE_1H,
                    "internal_reasoning", TokenClass.REASONING,
                    "audio", TokenClass.AUDIO_IN,
                    "audio_output", TokenClass.AUDIO_OUT,
                    "image_output", TokenClass.IMAGE_OUT,
                    "request", TokenClass.REQUEST);

    private static final String OVERRIDES = "overrides";
    private static final String IMAGE = "image";
    private static final String CACHED_AUDIO = "input_audio_cache";
    private static final String SEARCH = "web_search";
    private static final String ABOVE = "min_prompt_tokens";

    private final RowCollector rows = new RowCollector();

    private OpenrouterReader() {}

    static PriceList read(byte[] bytes) {
        OpenrouterReader reader = new OpenrouterReader();
        JsonRows.itemsOf("data", bytes, reader::add);
        return reader.rows.toList(ListFormat.OPENROUTER);
    }

    private void add(JsonValue row) {
        if (!(row instanceof Fields model)
                || !(model.values().get("id") instanceof JsonValue.Text(String id))) {
            rows.elsewhere();
            return;
        }
        rows.add(names(id), () -> price(model.find("pricing")));
    }

    /** Variants ({@code :free}) and aliases ({@code ~…-latest}) are the listing's own. */
    private static List<RowName> names(String id) {
        List<RowName> names = new ArrayList<>();
        names.add(RowName.ofProvider(ProviderAliases.OPENROUTER, id));
        int slash = id.indexOf('/');
        if (slash > 0 && id.indexOf(':') < 0) {
            ProviderAliases.ofAuthor(id.substring(0, slash), id.substring(slash + 1))
                    .ifPresent(provider -> names.add(RowName.ofListing(provider, id)));
        }
        return names;
    }

    private static ListedPrice price(@Nullable JsonValue pricing) {
        if (!(pricing instanceof Fields fields)) {
            throw new RefusedRowException("it names no price");
        }
        RowPrices prices = new RowPrices();
        for (String field : fields.values().keySet()) {
            JsonValue value = fields.find(field);
            if (value == null) {
                continue;
            }
            switch (field) {
                case OVERRIDES -> overrides(value, prices);
                case IMAGE -> image(value, fields, prices);
                case CACHED_AUDIO -> cachedAudio(value, fields, prices);
                case SEARCH -> beyond("web search", field, value, prices);
                default -> prices.usual(tokenClass(field), price(field, value));
            }
        }
        return prices.toPrice();
    }

    private static void overrides(JsonValue value, RowPrices prices) {
        if (!(value instanceof Items items)) {
            throw new RefusedRowException("its overrides are no list");
        }
        for (JsonValue item : items.values()) {
            if (!(item instanceof Fields fields)
                    || !(fields.find(ABOVE) instanceof JsonValue.Decimal(BigDecimal above))) {
                throw new RefusedRowException("an override does not say from which length on");
            }
            Condition condition = new Condition(Thresholds.tokens(above), null, null);
            for (String field : fields.values().keySet()) {
                JsonValue price = fields.find(field);
                if (price == null || field.equals(ABOVE)) {
                    continue;
                }
                switch (field) {
                    case IMAGE -> image(price, fields, prices);
                    case CACHED_AUDIO -> cachedAudio(price, fields, prices);
                    default -> prices.when(condition, tokenClass(field), price(field, price));
                }
            }
        }
    }

    /** Some rows price an image, others its tokens; only the price of other tokens is certain. */
    private static void image(JsonValue value, Fields fields, RowPrices prices) {
        JsonValue prompt = fields.find("prompt");
        if (prompt == null || !price(IMAGE, value).equals(price("prompt", prompt))) {
            prices.beyond("image");
        }
    }

    private static void cachedAudio(JsonValue value, Fields fields, RowPrices prices) {
        JsonValue read = fields.find("input_cache_read");
        if (read == null || !price(CACHED_AUDIO, value).equals(price("input_cache_read", read))) {
            prices.beyond(RowPrices.CACHED_AUDIO);
        }
    }

    private static void beyond(String name, String field, JsonValue value, RowPrices prices) {
        if (!Amount.perCall(field, value).isFree()) {
            prices.beyond(name);
        }
    }

    private static UnitPrice price(String field, JsonValue value) {
        return field.equals("request")
                ? Amount.perCall(field, value)
                : Amount.perToken(field, value);
    }

    private static TokenClass tokenClass(String field) {
        TokenClass tokenClass = CLASSES.get(field);
        if (tokenClass == null) {
            throw new RefusedRowException("we do not know the unit of " + field);
        }
        return tokenClass;
    }
}
