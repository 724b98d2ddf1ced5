package dev.turnpike.billing.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnpike.billing.money.UnitPrice;
import dev.turnpike.billing.money.Usd;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which prices a call meets, and that no call costs more than its ceiling. */
class PriceVariantTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final Instant NIGHT = Instant.parse("2026-11-22T23:59:59.999999999Z");
    private static final DailyWindow LATE =
            new DailyWindow(LocalTime.of(16, 30), LocalTime.of(0, 30));

    /** A call is replayed by {@code -Dturnpike.seed=…}; without it each run tries new ones. */
    private static final long SEED = Long.getLong("turnpike.seed", System.nanoTime());

    private static final int CALLS = 200_000;

    @Test
    void pricesTheWholeCallByTheHighestThresholdThatItPasses() {
        PriceSheet sheet = sheet(5, variant(100L, null, 7), variant(200L, null, 9));

        assertThat(input(sheet, 100, NOON)).isEqualTo(5);
        assertThat(input(sheet, 101, NOON)).isEqualTo(7);
        assertThat(input(sheet, 200, NOON)).isEqualTo(7);
        assertThat(input(sheet, 201, NOON)).isEqualTo(9);
    }

    @Test
    void asksAboutLengthFirstAndThenAboutTime() {
        PriceSheet sheet =
                sheet(5, variant(null, LATE, 3), variant(100L, LATE, 4), variant(100L, null, 7));

        assertThat(input(sheet, 1, NOON)).isEqualTo(5);
        assertThat(input(sheet, 1, NIGHT)).isEqualTo(3);
        assertThat(input(sheet, 101, NIGHT)).isEqualTo(4);
        assertThat(input(sheet, 101, NOON)).isEqualTo(7);
    }

    @ParameterizedTest
    @CsvSource({
        "16:30, 00:30, 16:29:59, false",
        "16:30, 00:30, 16:30:00, true",
        "16:30, 00:30, 00:29:59, true",
        "16:30, 00:30, 00:30:00, false",
        "00:30, 16:30, 00:29:59, false",
        "00:30, 16:30, 00:30:00, true",
        "00:30, 16:30, 16:30:00, false",
        "00:00, 23:59, 23:59:00, false",
    })
    void holdsAWindowOpenFromItsFirstMinuteUpToItsLast(
            LocalTime from, LocalTime to, String time, boolean within) {
        Instant moment = Instant.parse("2026-11-22T" + time + "Z");

        assertThat(new DailyWindow(from, to).contains(moment)).isEqualTo(within);
    }

    @Test
    void doesNotCareInWhichOrderVariantsAreWritten() {
        List<PriceVariant> variants =
                new ArrayList<>(
                        List.of(
                                variant(null, LATE, 3),
                                variant(100L, LATE, 4),
                                variant(100L, null, 7)));
        PriceSheet first = new PriceSheet(prices(5), variants);
        Collections.shuffle(variants, new Random(SEED));

        assertThat(new PriceSheet(prices(5), variants)).isEqualTo(first);
    }

    @Test
    void refusesTwoVariantsForTheSameCondition() {
        assertThatThrownBy(() -> sheet(5, variant(100L, null, 6), variant(100L, null, 7)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new PriceCondition(null, null))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void isNotCompleteWhileAPriceUnderAConditionIsUnknown() {
        var unknown =
                new PriceVariant(
                        new PriceCondition(100L, null),
                        new PriceSheet(Map.of(TokenClass.INPUT, new UnitPrice(1))));

        assertThat(sheet(5, unknown).isComplete()).isFalse();
        assertThat(sheet(0, variant(100L, null, 1)).isFree()).isFalse();
    }

    @Test
    void saysItsConditionInWords() {
        assertThat(new PriceCondition(200_000L, null).words())
                .isEqualTo("above 200,000 prompt tokens");
        assertThat(new PriceCondition(32_000L, LATE).words())
                .isEqualTo("above 32,000 prompt tokens, from 16:30 to 00:30 UTC");
    }

    @Test
    void neverCostsMoreThanTheCeilingAndIsTheExactSumOfItsVariant() {
        var random = new SplittableRandom(SEED);
        for (int i = 0; i < CALLS; i++) {
            PriceSheet sheet = randomSheet(random);
            Markup markup = new Markup(random.nextInt(0, 20_001));
            long prompt = random.nextLong(0, 401);
            long completion = random.nextLong(0, 401);
            Instant moment = NOON.plusSeconds(random.nextLong(0, 86_400));
            TokenCounts counts =
                    TokenCounts.of(TokenClass.INPUT, prompt / 3)
                            .with(TokenClass.CACHE_READ, prompt - prompt / 3)
                            .with(TokenClass.OUTPUT, completion);
            Charge charge = Charge.of(pricesOf(sheet, prompt, moment), markup, counts);
            Usd ceiling =
                    Charge.ceiling(
                            sheet,
                            markup,
                            prompt + random.nextLong(0, 100),
                            completion + random.nextLong(0, 100),
                            null);

            assertThat(charge.cost()).as("seed %d, call %d", SEED, i).isLessThanOrEqualTo(ceiling);
        }
    }

    private static PriceSheet pricesOf(PriceSheet sheet, long prompt, Instant moment) {
        PriceVariant variant = sheet.variantFor(prompt, moment, null);
        return variant == null ? sheet : variant.prices();
    }

    private static PriceSheet randomSheet(SplittableRandom random) {
        Map<PriceCondition, PriceVariant> variants = new HashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            @Nullable Long threshold = random.nextBoolean() ? 100L * random.nextInt(1, 4) : null;
            @Nullable DailyWindow window = threshold == null || random.nextBoolean() ? LATE : null;
            PriceVariant variant = variant(threshold, window, random.nextLong(0, 1_000_000));
            variants.put(variant.condition(), variant);
        }
        return new PriceSheet(
                prices(random.nextLong(0, 1_000_000)), List.copyOf(variants.values()));
    }

    private static long input(PriceSheet sheet, long promptTokens, Instant moment) {
        return pricesOf(sheet, promptTokens, moment).priceOf(TokenClass.INPUT).picos();
    }

    private static PriceSheet sheet(long picos, PriceVariant... variants) {
        return new PriceSheet(prices(picos), List.of(variants));
    }

    private static PriceVariant variant(
            @Nullable Long threshold, @Nullable DailyWindow window, long picos) {
        return PriceVariant.over(
                new PriceSheet(prices(1)), new PriceCondition(threshold, window), prices(picos));
    }

    private static Map<TokenClass, UnitPrice> prices(long picos) {
        return Map.of(
                TokenClass.INPUT, new UnitPrice(picos), TokenClass.OUTPUT, new UnitPrice(picos));
    }
}
