package dev.turnpike.billing.pricelists.wire;

import dev.turnpike.billing.money.UnitPrice;
import dev.turnpike.billing.pricelists.Condition;
import dev.turnpike.billing.pricelists.ListedPrice;
import dev.turnpike.billing.pricelists.wire.JsonValue.Fields;
import dev.turnpike.billing.pricelists.wire.JsonValue.Items;
import dev.turnpike.billing.pricing.TokenClass;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The prices of one model: one set of them, or several of which the last one that has begun counts,
 * or that hold at some times of the day.
 */
final class GenaiPricesRow {

    private static final Map<String, TokenClass> PER_MILLION =
            Map.of(
                    "input_mtok", TokenClass.INPUT,
                    "cache_read_mtok", TokenClass.CACHE_READ,
                    "cache_write_mtok", TokenClass.CACHE_WRITE_5M,
                    "cache_write_1h_mtok", TokenClass.CACHE_WRITE_1H,
                    "output_mtok", TokenClass.OUTPUT,
                    "output_reasoning_mtok", TokenClass.REASONING,
                    "input_audio_mtok", TokenClass.AUDIO_IN,
                    "output_audio_mtok", TokenClass.AUDIO_OUT,
                    "input_image_mtok", TokenClass.IMAGE_IN,
                    "output_image_mtok", TokenClass.IMAGE_OUT);

    private static final Map<String, String> BEYOND =
            Map.of(
                    "cache_audio_read_mtok", RowPrices.CACHED_AUDIO,
                    "cache_image_read_mtok", "cached image",
                    "input_video_mtok", "video",
                    "output_video_mtok", "video",
                    "output_citation_mtok", "citations",
                    "web_searches_kcount", "web search");

    private static final String REQUESTS = "requests_kcount";
    private static final Set<String> DATED = Set.of("start_date");
    private static final Set<String> TIMED = Set.of("start_time", "end_time");

    private final RowPrices prices = new RowPrices();

    private GenaiPricesRow() {}

    static ListedPrice price(@Nullable JsonValue value, LocalDate today) {
        GenaiPricesRow row = new GenaiPricesRow();
        switch (value) {
            case Fields fields -> row.addUsual(fields);
            case Items(var periods) -> row.addPeriods(periods, today);
            case null, default -> throw new RefusedRowException("it names no price");
        }
        return row.prices.toPrice();
    }

    private void addPeriods(List<JsonValue> periods, LocalDate today) {
        List<Fields> begun = new ArrayList<>();
        for (JsonValue each : periods) {
            if (!(each instanceof Fields period)
                    || !(period.find("prices") instanceof Fields listed)) {
                throw new RefusedRowException("a period has no prices");
            }
            switch (period.find("constraint")) {
                case null -> begun.add(listed);
                case Fields date when date.values().keySet().equals(DATED) -> {
                    if (!date(date).isAfter(today)) {
                        begun.add(listed);
                    }
                }
                case Fields time when time.values().keySet().equals(TIMED) ->
                        addWindow(time, listed);
                default -> throw new RefusedRowException("a period has an unknown constraint");
            }
        }
        if (begun.isEmpty()) {
            throw new RefusedRowException("none of its periods has begun");
        }
        addUsual(begun.getLast());
    }

    private static LocalDate date(Fields constraint) {
        try {
            return LocalDate.parse(String.valueOf(constraint.text("start_date")));
        } catch (DateTimeParseException e) {
            throw new RefusedRowException("a period begins at no date");
        }
    }

    private void addWindow(Fields time, Fields listed) {
        String window = time.text("start_time") + " to " + time.text("end_time");
        Condition condition = new Condition(null, null, window);
        for (String field : listed.values().keySet()) {
            TokenClass tokenClass = PER_MILLION.get(field);
            if (tokenClass == null || !(listed.find(field) instanceof JsonValue.Decimal number)) {
                throw new RefusedRowException("a period of the day has an unknown " + field);
            }
            prices.when(condition, tokenClass, Amount.perMillion(field, number));
        }
    }

    private void addUsual(Fields fields) {
        for (String field : fields.values().keySet()) {
            JsonValue value = fields.find(field);
            TokenClass tokenClass = PER_MILLION.get(field);
            if (value == null) {
                continue;
            }
            if (tokenClass != null) {
                addTokens(field, tokenClass, value);
            } else if (field.equals(REQUESTS)) {
                prices.usual(TokenClass.REQUEST, Amount.perThousandCalls(field, value));
            } else {
                addBeyond(field, value, fields);
            }
        }
    }

    private void addTokens(String field, TokenClass tokenClass, JsonValue value) {
        if (!(value instanceof Fields tiered)) {
            prices.usual(tokenClass, Amount.perMillion(field, value));
            return;
        }
        if (!tiered.values().keySet().equals(Set.of("base", "tiers"))
                || !(tiered.find("base") instanceof JsonValue.Decimal base)
                || !(tiered.find("tiers") instanceof Items(var tiers))) {
            throw new RefusedRowException(field + " is no price");
        }
        prices.usual(tokenClass, Amount.perMillion(field, base));
        for (JsonValue each : tiers) {
            if (!(each instanceof Fields tier)
                    || !(tier.find("start") instanceof JsonValue.Decimal(BigDecimal start))
                    || !(tier.find("price") instanceof JsonValue.Decimal price)) {
                throw new RefusedRowException("a tier of " + field + " is no price");
            }
            prices.when(
                    new Condition(Thresholds.tokens(start), null, null),
                    tokenClass,
                    Amount.perMillion(field, price));
        }
    }

    private void addBeyond(String field, JsonValue value, Fields fields) {
        String name = BEYOND.get(field);
        if (name == null) {
            throw new RefusedRowException("we do not know the unit of " + field);
        }
        UnitPrice price = Amount.perThousandCalls(field, value);
        JsonValue read = fields.find("cache_read_mtok");
        boolean asOtherCached =
                name.equals(RowPrices.CACHED_AUDIO)
                        && read instanceof JsonValue.Decimal
                        && price.equals(Amount.perThousandCalls(field, read));
        if (!price.isFree() && !asOtherCached) {
            prices.beyond(name);
        }
    }
}
