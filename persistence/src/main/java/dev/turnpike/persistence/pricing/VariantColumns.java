package dev.turnpike.persistence.pricing;

import dev.turnpike.billing.pricing.DailyWindow;
import dev.turnpike.billing.pricing.PriceCondition;
import dev.turnpike.billing.pricing.PriceSheet;
import dev.turnpike.billing.pricing.PriceVariant;
import dev.turnpike.billing.pricing.ServiceTier;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.LocalTime;
import java.time.temporal.ChronoField;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A variant of a sheet: its condition, null where anything goes (windows in minutes of the day),
 * and all of its prices.
 */
@Embeddable
record VariantColumns(
        @Column(name = "above_prompt_tokens") @Nullable Long abovePromptTokens,
        @Column(name = "window_from") @Nullable Short windowFrom,
        @Column(name = "window_to") @Nullable Short windowTo,
        @Enumerated(EnumType.STRING) @Column(name = "service_tier") @Nullable ServiceTier tier,
        @Embedded @Nullable PriceColumns prices) {

    static VariantColumns of(PriceVariant variant) {
        DailyWindow window = variant.condition().window();
        return new VariantColumns(
                variant.condition().abovePromptTokens(),
                window == null ? null : minute(window.from()),
                window == null ? null : minute(window.to()),
                variant.condition().tier(),
                PriceColumns.of(variant.prices()));
    }

    PriceVariant toVariant() {
        DailyWindow window =
                windowFrom == null || windowTo == null
                        ? null
                        : new DailyWindow(time(windowFrom), time(windowTo));
        return new PriceVariant(
                new PriceCondition(abovePromptTokens, window, tier),
                new PriceSheet(prices == null ? Map.of() : prices.toPrices()));
    }

    private static short minute(LocalTime time) {
        return (short) time.get(ChronoField.MINUTE_OF_DAY);
    }

    private static LocalTime time(short minute) {
        return LocalTime.MIDNIGHT.plusMinutes(minute);
    }
}
