package dev.turnpike.api.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.billing.money.UnitPrice;
import dev.turnpike.billing.pricing.DailyWindow;
import dev.turnpike.billing.pricing.Markup;
import dev.turnpike.billing.pricing.PriceCondition;
import dev.turnpike.billing.pricing.PriceSheet;
import dev.turnpike.billing.pricing.PriceVariant;
import dev.turnpike.billing.pricing.ServiceTier;
import dev.turnpike.billing.pricing.TokenClass;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class PricingJsonTest {

    private static final Markup MARKUP = new Markup(1_500);
    private static final DailyWindow NIGHT =
            new DailyWindow(LocalTime.of(16, 30), LocalTime.of(0, 30));
    private static final PriceSheet USUAL =
            new PriceSheet(
                    Map.of(
                            TokenClass.INPUT, new UnitPrice(2_000_000),
                            TokenClass.CACHE_READ, new UnitPrice(200_000),
                            TokenClass.OUTPUT, new UnitPrice(8_000_000)));
    private static final PriceSheet SHEET =
            new PriceSheet(
                    USUAL.prices(),
                    List.of(
                            variant(null, NIGHT, TokenClass.INPUT, 1_000_000),
                            variant(200_000L, null, TokenClass.INPUT, 4_000_000),
                            variant(200_000L, NIGHT, TokenClass.REQUEST, 5_000_000)));

    @Test
    void saysWhatTheCustomerPaysAsDecimals() {
        ObjectNode json = PricingJson.of(USUAL, MARKUP);

        assertThat(json.toString())
                .isEqualTo(
                        "{\"prompt\":\"0.0000023\",\"input_cache_read\":\"0.00000023\","
                                + "\"completion\":\"0.0000092\"}");
    }

    @Test
    void saysConditionsInTheWordsOfTheProtocol() {
        JsonNode last = PricingJson.of(SHEET, MARKUP).path("overrides").path(2);

        assertThat(last.path("min_prompt_tokens").asLong()).isEqualTo(200_000);
        assertThat(last.path("utc_start").asInt()).isEqualTo(1630);
        assertThat(last.path("utc_end").asInt()).isEqualTo(30);
    }

    @Test
    void keepsThePricesOfTiersApart() {
        PriceVariant flex =
                new PriceVariant(
                        PriceCondition.of(ServiceTier.FLEX),
                        new PriceSheet(
                                Map.of(
                                        TokenClass.INPUT, new UnitPrice(1_000_000),
                                        TokenClass.OUTPUT, new UnitPrice(4_000_000))));
        PriceVariant longer =
                new PriceVariant(
                        new PriceCondition(200_000L, null, ServiceTier.FLEX), flex.prices());
        ObjectNode json =
                PricingJson.of(new PriceSheet(USUAL.prices(), List.of(flex, longer)), MARKUP);

        assertThat(json.has("overrides")).isFalse();
        JsonNode tier = json.path("service_tiers").path("flex");
        assertThat(tier.path("prompt").asString()).isEqualTo("0.00000115");
        assertThat(tier.path("overrides")).hasSize(1);
        assertThat(tier.path("overrides").path(0).path("min_prompt_tokens").asLong())
                .isEqualTo(200_000);
        assertThat(PricingJson.of(SHEET, MARKUP).has("service_tiers")).isFalse();
    }

    /**
     * A client lays all overrides that apply over the usual prices, later ones over earlier ones.
     */
    @ParameterizedTest
    @CsvSource({
        "200000, 12:00", "200001, 12:00", "200000, 16:30", "200001, 16:30",
        "200001, 00:29", "200001, 00:30", "1, 23:59", "0, 00:00",
    })
    void leadsAClientToThePricesThatAreCharged(long promptTokens, LocalTime time) {
        Instant moment = Instant.parse("2026-11-22T" + time + ":00Z");
        ObjectNode json = PricingJson.of(SHEET, MARKUP);
        ObjectNode laid = json.deepCopy();
        for (JsonNode override : json.path("overrides")) {
            if (applies(override, promptTokens, time.getHour() * 100 + time.getMinute())) {
                override.properties().forEach(it -> laid.set(it.getKey(), it.getValue()));
            }
        }

        PriceVariant variant = SHEET.variantFor(promptTokens, moment, null);
        PriceSheet charged = variant == null ? SHEET : variant.prices();
        assertThat(price(laid, "prompt")).isEqualByComparingTo(paid(charged, TokenClass.INPUT));
        assertThat(price(laid, "completion"))
                .isEqualByComparingTo(paid(charged, TokenClass.OUTPUT));
        assertThat(price(laid, "input_cache_read"))
                .isEqualByComparingTo(paid(charged, TokenClass.CACHE_READ));
        assertThat(price(laid, "request")).isEqualByComparingTo(paid(charged, TokenClass.REQUEST));
    }

    private static boolean applies(JsonNode override, long promptTokens, int clock) {
        int start = override.path("utc_start").asInt(0);
        int end = override.path("utc_end").asInt(2400);
        return promptTokens > override.path("min_prompt_tokens").asLong(-1)
                && (start < end ? start <= clock && clock < end : start <= clock || clock < end);
    }

    private static BigDecimal price(JsonNode json, String name) {
        return new BigDecimal(json.path(name).asString("0"));
    }

    private static BigDecimal paid(PriceSheet sheet, TokenClass tokenClass) {
        return MARKUP.applyTo(sheet.priceOf(tokenClass));
    }

    private static PriceVariant variant(
            @Nullable Long above, @Nullable DailyWindow window, TokenClass tokenClass, long picos) {
        return PriceVariant.over(
                USUAL, new PriceCondition(above, window), Map.of(tokenClass, new UnitPrice(picos)));
    }
}
