package dev.turnpike.billing.pricelists.wire;

import dev.turnpike.billing.money.UnitPrice;
import dev.turnpike.billing.pricelists.Condition;
import dev.turnpike.billing.pricelists.ListedPrice;
import dev.turnpike.billing.pricelists.wire.JsonValue.Fields;
import dev.turnpike.billing.pricelists.wire.JsonValue.Items;
import dev.turnpike.billing.pricing.TokenClass;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The prices of one row. The names of fields say the class, and after it the condition.
 *
 * <p>What regional addresses add is left out: nobody in our catalogue is called at such an address.
 */
final class LitellmRow {

    private static final Map<String, TokenClass> CLASSES =
            Map.ofEntries(
                    Map.entry("input_cost_per_token", TokenClass.INPUT),
                    Map.entry("cache_read_input_token_cost", TokenClass.CACHE_READ),
                    Map.entry("input_cost_per_token_cache_hit", TokenClass.CACHE_READ),
                    Map.entry("cache_creation_input_token_cost", TokenClass.CACHE_WRITE_5M),
                    Map.entry(
                            "cache_creation_input_token_cost_above_1hr", TokenClass.CACHE_WRITE_1H),
                    Map.entry("output_cost_per_token", TokenClass.OUTPUT),
                    Map.entry("output_cost_per_reasoning_token", TokenClass.REASONING),
                    Map.entry("input_cost_per_audio_token", TokenClass.AUDIO_IN),
                    Map.entry("output_cost_per_audio_token", TokenClass.AUDIO_OUT),
                    Map.entry("input_cost_per_image_token", TokenClass.IMAGE_IN),
                    Map.entry("output_cost_per_image_token", TokenClass.IMAGE_OUT),
                    Map.entry("input_cost_per_request", TokenClass.REQUEST));

    private static final Map<String, String> BEYOND =
            Map.ofEntries(
                    Map.entry("cache_read_input_audio_token_cost", RowPrices.CACHED_AUDIO),
                    Map.entry("cache_creation_input_audio_token_cost", RowPrices.CACHED_AUDIO),
                    Map.entry("citation_cost_per_token", "citations"),
                    Map.entry("output_cost_per_video_token", "video"));

    /** Paid only by who asks for these tools. */
    private static final Map<String, String> TOOLS =
            Map.of(
                    "search_context_cost_per_query", "web search",
                    "code_interpreter_cost_per_session", "code interpreter",
                    "file_search_cost_per_1k_calls", "file search");

    private static final Set<String> MODES = Set.of("chat", "responses", "completion");

    private static final Pattern CONDITIONAL =
            Pattern.compile("(.+?)(?:_above_(\\d{1,6})k_tokens)?(?:_(priority|flex|batches))?");

    private static final String TIERED = "tiered_pricing";
    private static final String ENTRY = "provider_specific_entry";
    private static final long THOUSAND = 1_000;

    private final Fields row;
    private final RowPrices prices = new RowPrices();

    LitellmRow(Fields row) {
        this.row = row;
    }

    ListedPrice toPrice() {
        String mode = row.text("mode");
        if (mode == null || !MODES.contains(mode)) {
            throw new RefusedRowException("its mode is " + mode + ", not priced by the token");
        }
        for (String field : row.values().keySet()) {
            JsonValue value = row.find(field);
            if (value != null) {
                add(field, value);
            }
        }
        return prices.toPrice();
    }

    private void add(String field, JsonValue value) {
        if (field.equals(TIERED)) {
            tiers(value);
        } else if (field.equals(ENTRY)) {
            entry(value);
        } else if (TOOLS.containsKey(field)) {
            prices.beyond(String.valueOf(TOOLS.get(field)));
        } else if (field.contains("cost") || field.contains("pric")) {
            price(field, value);
        }
    }

    private void price(String field, JsonValue value) {
        Matcher parts = CONDITIONAL.matcher(field);
        TokenClass tokenClass = parts.matches() ? CLASSES.get(parts.group(1)) : null;
        if (tokenClass != null) {
            Condition condition = condition(parts.group(2), parts.group(3));
            if (condition == null) {
                prices.usual(tokenClass, amount(tokenClass, field, value));
            } else {
                prices.when(condition, tokenClass, amount(tokenClass, field, value));
            }
        } else if (!Amount.perCall(field, value).isFree()) {
            String name = BEYOND.get(field);
            if (name == null) {
                throw new RefusedRowException("we do not know the unit of " + field);
            }
            prices.beyond(name);
        }
    }

    private static UnitPrice amount(TokenClass tokenClass, String field, JsonValue value) {
        return tokenClass == TokenClass.REQUEST
                ? Amount.perCall(field, value)
                : Amount.perToken(field, value);
    }

    private static @Nullable Condition condition(
            @Nullable String aboveThousand, @Nullable String tier) {
        return aboveThousand == null && tier == null
                ? null
                : new Condition(
                        aboveThousand == null ? null : Long.parseLong(aboveThousand) * THOUSAND,
                        tier,
                        null);
    }

    /** Prices by length of the prompt, the first of them from 0 on. */
    private void tiers(JsonValue value) {
        if (!(value instanceof Items(var tiers))) {
            throw new RefusedRowException("its tiers are no list");
        }
        for (JsonValue each : tiers) {
            if (!(each instanceof Fields tier)
                    || !(tier.find("range") instanceof Items(List<JsonValue> range))
                    || range.isEmpty()
                    || !(range.getFirst() instanceof JsonValue.Decimal(BigDecimal from))) {
                throw new RefusedRowException("a tier has no range of tokens");
            }
            tier.values().keySet().stream()
                    .filter(field -> !field.equals("range"))
                    .forEach(field -> tier(from, field, tier));
        }
    }

    private void tier(BigDecimal from, String field, Fields tier) {
        TokenClass tokenClass = CLASSES.get(field);
        JsonValue value = tier.find(field);
        if (tokenClass == null || value == null) {
            throw new RefusedRowException("we do not know the unit of " + field);
        }
        if (from.signum() == 0) {
            prices.usual(tokenClass, amount(tokenClass, field, value));
        } else {
            prices.when(
                    new Condition(Thresholds.tokens(from), null, null),
                    tokenClass,
                    amount(tokenClass, field, value));
        }
    }

    /** Factors by which a wish of the caller makes a call dearer. */
    private void entry(JsonValue value) {
        if (!(value instanceof Fields wishes)) {
            throw new RefusedRowException("its provider specific entry is no object");
        }
        wishes.values().keySet().forEach(wish -> prices.beyond("wish " + wish));
    }
}
