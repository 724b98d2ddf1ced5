package dev.turnpike.billing.pricelists;

import static dev.turnpike.billing.pricelists.ListFormat.GENAI_PRICES;
import static dev.turnpike.billing.pricelists.ListFormat.LITELLM;
import static dev.turnpike.billing.pricelists.Sheets.sheet;
import static dev.turnpike.billing.pricing.TokenClass.CACHE_READ;
import static dev.turnpike.billing.pricing.TokenClass.INPUT;
import static dev.turnpike.billing.pricing.TokenClass.OUTPUT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.billing.pricing.DailyWindow;
import dev.turnpike.billing.pricing.PriceCondition;
import dev.turnpike.billing.pricing.PriceSheet;
import dev.turnpike.billing.pricing.PriceVariant;
import dev.turnpike.billing.pricing.ServiceTier;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TierReviewTest {

    private static final RowName ROW = RowName.ofProvider("openai", "ant-1-0801");
    private static final PriceSheet NOW = sheet(INPUT, 1_000, OUTPUT, 2_000, CACHE_READ, 100);
    private static final PriceSheet FLEX = sheet(INPUT, 500, OUTPUT, 1_000, CACHE_READ, 50);
    private static final PriceSheet LONG = sheet(INPUT, 2_000, OUTPUT, 3_000, CACHE_READ, 200);
    private static final PriceSheet LONG_FLEX = sheet(INPUT, 900, OUTPUT, 1_500, CACHE_READ, 90);
    private static final Condition ABOVE = new Condition(50_000L, null, null);
    private static final Condition ABOVE_FLEX = new Condition(50_000L, "flex", null);

    @Test
    void asksAboutATierThatOneListAloneNames() {
        PriceSheet tiered = with(NOW, variant(null, ServiceTier.FLEX, FLEX));

        assertThat(review(NOW, Map.of(), Map.of(tier("flex"), FLEX)))
                .isEqualTo(new Decision.Tiers(LITELLM, tiered));
        assertThat(review(tiered, Map.of(), Map.of(tier("flex"), FLEX)))
                .isEqualTo(new Decision.Confirm());
    }

    @Test
    void keepsAnotherTierThatIsInForce() {
        PriceVariant priority = variant(null, ServiceTier.PRIORITY, LONG);
        PriceVariant flex = variant(null, ServiceTier.FLEX, FLEX);

        assertThat(review(with(NOW, priority), Map.of(), Map.of(tier("flex"), FLEX)))
                .isEqualTo(new Decision.Tiers(LITELLM, with(NOW, priority, flex)));
    }

    @Test
    void asksNothingThatWouldLeaveAPartOfACallToGuess() {
        PriceSheet part = sheet(INPUT, 500, OUTPUT, 1_000);

        assertThat(review(NOW, Map.of(), Map.of(tier("flex"), part)))
                .isEqualTo(new Decision.Confirm());
    }

    @Test
    void asksForThePricesOfLongPromptsOnTheTierToo() {
        PriceSheet current = with(NOW, variant(50_000L, null, LONG));
        Map<Condition, PriceSheet> usual = Map.of(ABOVE, LONG);

        assertThat(review(current, usual, Map.of(ABOVE, LONG, tier("flex"), FLEX)))
                .isEqualTo(new Decision.Confirm());
        assertThat(
                        review(
                                current,
                                usual,
                                Map.of(ABOVE, LONG, tier("flex"), FLEX, ABOVE_FLEX, LONG_FLEX)))
                .isEqualTo(
                        new Decision.Tiers(
                                LITELLM,
                                with(
                                        NOW,
                                        variant(50_000L, null, LONG),
                                        variant(null, ServiceTier.FLEX, FLEX),
                                        variant(50_000L, ServiceTier.FLEX, LONG_FLEX))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"batches", "default", "fast"})
    void asksNothingAboutTiersThatNobodyCanAskFor(String tier) {
        assertThat(review(NOW, Map.of(), Map.of(tier(tier), FLEX)))
                .isEqualTo(new Decision.Confirm());
    }

    @Test
    void asksNothingWhenTwoListsNameTiers() {
        assertThat(review(NOW, Map.of(tier("flex"), FLEX), Map.of(tier("flex"), FLEX)))
                .isEqualTo(new Decision.Confirm());
    }

    @Test
    void asksNothingWhilePricesDependOnTheTimeOfDay() {
        var night = new DailyWindow(LocalTime.of(1, 0), LocalTime.of(2, 0));
        PriceVariant atNight = new PriceVariant(new PriceCondition(null, night), FLEX);
        var list =
                PriceList.of(
                        LITELLM,
                        List.of(
                                new ListRow.Priced(
                                        ROW,
                                        new ListedPrice(
                                                NOW, Map.of(tier("flex"), FLEX), Set.of()))),
                        0);

        assertThat(TierReview.of(PriceReviewTest.OFFER, with(NOW, atNight), List.of(list)))
                .isEmpty();
    }

    private static Decision review(
            PriceSheet current,
            Map<Condition, PriceSheet> genaiPrices,
            Map<Condition, PriceSheet> litellm) {
        return PriceReview.of(
                PriceReviewTest.OFFER,
                current,
                List.of(list(GENAI_PRICES, genaiPrices), list(LITELLM, litellm)));
    }

    private static PriceList list(ListFormat format, Map<Condition, PriceSheet> conditions) {
        var price = new ListedPrice(NOW, conditions, Set.of());
        return PriceList.of(format, List.of(new ListRow.Priced(ROW, price)), 0);
    }

    private static Condition tier(String code) {
        return new Condition(null, code, null);
    }

    private static PriceVariant variant(
            @Nullable Long above, @Nullable ServiceTier tier, PriceSheet sheet) {
        return new PriceVariant(new PriceCondition(above, null, tier), sheet);
    }

    private static PriceSheet with(PriceSheet usual, PriceVariant... variants) {
        return new PriceSheet(usual.prices(), List.of(variants));
    }
}
