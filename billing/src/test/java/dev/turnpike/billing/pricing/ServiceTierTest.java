package dev.turnpike.billing.pricing;

import static dev.turnpike.billing.pricing.ServiceTier.DEFAULT;
import static dev.turnpike.billing.pricing.ServiceTier.FLEX;
import static dev.turnpike.billing.pricing.ServiceTier.PRIORITY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnpike.billing.money.UnitPrice;
import dev.turnpike.billing.money.Usd;
import java.time.Instant;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceTierTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final DailyWindow MORNING =
            new DailyWindow(LocalTime.of(6, 0), LocalTime.of(11, 0));

    /** Replayed by {@code -Dturnpike.seed=…}; without it each run tries new ones. */
    private static final long SEED = Long.getLong("turnpike.seed", System.nanoTime());

    /** 10 as usual, 20 for long prompts; half of it on flex, double on priority. */
    private final PriceSheet sheet =
            new PriceSheet(
                    prices(10),
                    List.of(
                            variant(100L, null, null, 20),
                            variant(null, null, FLEX, 5),
                            variant(100L, null, FLEX, 11),
                            variant(null, null, PRIORITY, 40)));

    @ParameterizedTest
    @CsvSource({
        "100,, 10", "101,, 20", "100, DEFAULT, 10", "101, DEFAULT, 20",
        "100, FLEX, 5", "101, FLEX, 11", "100, PRIORITY, 40", "101, PRIORITY, 40"
    })
    void pricesACallByTheTierThatServedIt(
            long promptTokens, @Nullable ServiceTier served, long picos) {
        assertThat(input(sheet, promptTokens, NOON, served)).isEqualTo(picos);
    }

    @Test
    void isOfferedWhereEveryCallHasAPriceOnIt() {
        assertThat(sheet.isOffered(FLEX)).isTrue();
        assertThat(sheet.isOffered(DEFAULT)).isTrue();
        assertThat(sheet.hasTiers()).isTrue();

        var onlyLong = new PriceSheet(prices(10), List.of(variant(100L, null, FLEX, 5)));
        assertThat(onlyLong.isOffered(FLEX)).isFalse();
        assertThat(onlyLong.hasTiers()).isFalse();
        assertThat(new PriceSheet(prices(10)).isOffered(PRIORITY)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        ",,",
        ", priority,",
        ", flex,",
        "FLEX, flex, FLEX",
        "FLEX, default, DEFAULT",
        "FLEX, priority, DEFAULT",
        "FLEX,, FLEX",
        "PRIORITY, priority, PRIORITY",
        "PRIORITY, standard, DEFAULT",
        "PRIORITY, scale, DEFAULT",
        "DEFAULT, priority, DEFAULT",
        "DEFAULT, default, DEFAULT"
    })
    void billsTheTierThatServedTheCallAndNoneThatWasNotAskedFor(
            @Nullable ServiceTier asked, @Nullable String served, @Nullable ServiceTier billed) {
        assertThat(ServiceTier.billed(asked, served)).isEqualTo(billed);
    }

    @Test
    void setsAsideTheDearestThatTheCallMayMeet() {
        assertThat(ceiling(100, null)).isEqualTo(new Usd(1));
        assertThat(ceiling(100, DEFAULT)).isEqualTo(new Usd(1));
        // It may be served as usual, for more.
        assertThat(ceiling(100, FLEX)).isEqualTo(new Usd(1));
        assertThat(ceiling(100, PRIORITY)).isEqualTo(new Usd(4));
        assertThat(sheet.dearestOf(TokenClass.INPUT, 100, PRIORITY)).isEqualTo(new UnitPrice(40));
        assertThat(sheet.dearestOf(TokenClass.INPUT, 100, null)).isEqualTo(new UnitPrice(10));
    }

    @Test
    void neverCostsMoreThanTheCeilingHoweverItWasServed() {
        var random = new SplittableRandom(SEED);
        for (int i = 0; i < 10_000; i++) {
            PriceSheet prices = randomSheet(random);
            @Nullable ServiceTier asked = tier(random);
            @Nullable String[] words = {null, "default", "flex", "priority", "standard"};
            @Nullable ServiceTier billed =
                    ServiceTier.billed(asked, words[random.nextInt(words.length)]);
            Markup markup = new Markup(random.nextInt(20_001));
            long prompt = random.nextLong(401);
            Instant moment = NOON.plusSeconds(random.nextLong(86_400));
            PriceVariant variant = prices.variantFor(prompt, moment, billed);
            Charge charge =
                    Charge.of(
                            variant == null ? prices : variant.prices(),
                            markup,
                            TokenCounts.of(TokenClass.INPUT, prompt).with(TokenClass.OUTPUT, 7));

            assertThat(charge.cost())
                    .as("seed %d, call %d", SEED, i)
                    .isLessThanOrEqualTo(Charge.ceiling(prices, markup, prompt, 7, asked));
        }
    }

    @Test
    void refusesAConditionForTheUsualTier() {
        assertThatThrownBy(() -> PriceCondition.of(DEFAULT))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void saysTheTierFirst() {
        assertThat(new PriceCondition(200_000L, MORNING, FLEX).words())
                .isEqualTo(
                        "on the flex tier, above 200,000 prompt tokens, from 06:00 to 11:00 UTC");
        assertThat(PriceCondition.of(PRIORITY).words()).isEqualTo("on the priority tier");
    }

    private Usd ceiling(long promptTokens, @Nullable ServiceTier asked) {
        return Charge.ceiling(sheet, new Markup(0), promptTokens, 0, asked);
    }

    private static long input(
            PriceSheet sheet, long promptTokens, Instant moment, @Nullable ServiceTier served) {
        PriceVariant variant = sheet.variantFor(promptTokens, moment, served);
        return (variant == null ? sheet : variant.prices()).priceOf(TokenClass.INPUT).picos();
    }

    private static PriceSheet randomSheet(SplittableRandom random) {
        Map<PriceCondition, PriceVariant> variants = new HashMap<>();
        for (int i = random.nextInt(6); i > 0; i--) {
            @Nullable Long threshold = random.nextBoolean() ? 100L * random.nextInt(1, 4) : null;
            @Nullable DailyWindow window = random.nextBoolean() ? MORNING : null;
            @Nullable ServiceTier tier = random.nextBoolean() ? FLEX : PRIORITY;
            tier = threshold != null && random.nextBoolean() ? null : tier;
            PriceVariant one = variant(threshold, window, tier, random.nextLong(1_000_000));
            variants.put(one.condition(), one);
        }
        return new PriceSheet(prices(random.nextLong(1_000_000)), List.copyOf(variants.values()));
    }

    private static @Nullable ServiceTier tier(SplittableRandom random) {
        int number = random.nextInt(4);
        return number == 3 ? null : List.of(DEFAULT, FLEX, PRIORITY).get(number);
    }

    private static PriceVariant variant(
            @Nullable Long threshold,
            @Nullable DailyWindow window,
            @Nullable ServiceTier tier,
            long picos) {
        return new PriceVariant(
                new PriceCondition(threshold, window, tier), new PriceSheet(prices(picos)));
    }

    private static Map<TokenClass, UnitPrice> prices(long picos) {
        return Map.of(
                TokenClass.INPUT, new UnitPrice(picos), TokenClass.OUTPUT, new UnitPrice(picos));
    }
}
