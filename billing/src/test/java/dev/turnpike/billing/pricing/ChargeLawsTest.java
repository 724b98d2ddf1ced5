package dev.turnpike.billing.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.turnpike.billing.money.UnitPrice;
import dev.turnpike.billing.money.Usd;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What a call costs, against fractions that are never rounded, for random prices and counts. */
class ChargeLawsTest {

    private static final int CHARGES = 1_000_000;

    /** A charge is replayed by {@code -Dturnpike.seed=…}; without it each run tries new ones. */
    private static final long SEED = Long.getLong("turnpike.seed", System.nanoTime());

    private static final TokenClass[] CLASSES = TokenClass.values();

    /** Classes of which a call can have many. */
    private static final List<TokenClass> UNITS =
            Arrays.stream(CLASSES).filter(it -> it != TokenClass.REQUEST).toList();

    /** Those of them that a ceiling does not count. */
    private static final List<TokenClass> OTHERS =
            UNITS.stream().filter(it -> !it.isToken()).toList();

    /** One of so many charges is looked at in its parts too. */
    private static final int PARTS = 10;

    private static final BigInteger PICOS_PER_NANO = BigInteger.valueOf(1_000);

    /** Picos to nanos, and basis points: what an exact cost in nano-dollars is divided by. */
    private static final BigInteger UNIT = BigInteger.valueOf(1_000L * Markup.WHOLE);

    /** Costs in nano-dollars, all together: as booked, and as each is displayed. */
    private static final class Sums {
        private BigInteger booked = BigInteger.ZERO;
        private BigDecimal printed = BigDecimal.ZERO;
        private BigDecimal shown = BigDecimal.ZERO;
        private int ties;

        void add(Usd cost) {
            booked = booked.add(BigInteger.valueOf(cost.nanos()));
            printed = printed.add(new BigDecimal(cost.toPlainString()));
            shown = shown.add(new BigDecimal(cost.toDisplayString().substring(1)));
        }
    }

    @Test
    void roundsEachChargeOnceAndDisplaysWhatItBooks() {
        var random = new SplittableRandom(SEED);
        var sums = new Sums();
        long start = System.nanoTime();
        for (int i = 0; i < CHARGES; i++) {
            tryOne(random, i, sums);
        }

        System.out.printf(
                "ChargeLawsTest: -Dturnpike.seed=%d, %d charges, %d of them halfway, %d ms%n",
                SEED, CHARGES, sums.ties, (System.nanoTime() - start) / 1_000_000);
        assertThat(sums.ties).isPositive();
        BigDecimal booked = new BigDecimal(sums.booked, Usd.SCALE);
        assertThat(sums.printed).isEqualByComparingTo(booked);
        assertThat(sums.shown).isEqualByComparingTo(booked);
    }

    private static void tryOne(SplittableRandom random, int number, Sums sums) {
        PriceSheet sheet = randomSheet(random);
        Markup markup = new Markup(random.nextBoolean() ? 2_500 : random.nextInt(0, 20_001));
        TokenCounts counts = randomCounts(random);

        Charge charge = Charge.of(sheet, markup, counts);

        BigInteger picos = picos(sheet, counts);
        BigInteger exact =
                picos.multiply(BigInteger.valueOf((long) Markup.WHOLE + markup.basisPoints()));
        boolean isRight =
                isHalfUp(charge.cost(), exact, UNIT)
                        && isHalfUp(charge.providerCost(), picos, PICOS_PER_NANO)
                        && (number % PARTS != 0 || hasGoodParts(charge, sheet, counts));
        if (!isRight) {
            fail("seed %d, charge %d: %s for %s", SEED, number, charge, counts);
        }
        sums.ties += isTie(exact) ? 1 : 0;
        sums.add(charge.cost());
    }

    private static boolean hasGoodParts(Charge charge, PriceSheet sheet, TokenCounts counts) {
        Usage usage = Usage.reported(counts);
        Usd ceiling =
                Charge.ceiling(
                        sheet,
                        charge.markup(),
                        usage.promptTokens(),
                        usage.completionTokens(),
                        null);
        boolean ofTokens = OTHERS.stream().allMatch(it -> counts.of(it) == 0);
        return (!ofTokens || charge.cost().compareTo(ceiling) <= 0)
                && !charge.providerPromptCost().isNegative()
                && !charge.providerCompletionCost().isNegative();
    }

    /**
     * Whether an amount is at most half a nano-dollar from a fraction, and above it if it is just
     * that far: {@code -1/2 < amount - fraction <= 1/2}.
     */
    private static boolean isHalfUp(Usd amount, BigInteger numerator, BigInteger denominator) {
        BigInteger twiceTooMuch =
                BigInteger.valueOf(amount.nanos())
                        .multiply(denominator)
                        .subtract(numerator)
                        .shiftLeft(1);
        return twiceTooMuch.compareTo(denominator) <= 0
                && twiceTooMuch.compareTo(denominator.negate()) > 0;
    }

    private static boolean isTie(BigInteger exact) {
        return exact.mod(UNIT).shiftLeft(1).equals(UNIT);
    }

    private static BigInteger picos(PriceSheet sheet, TokenCounts counts) {
        BigInteger sum = BigInteger.ZERO;
        for (TokenClass tokenClass : CLASSES) {
            if (counts.of(tokenClass) > 0) {
                sum =
                        sum.add(
                                BigInteger.valueOf(counts.of(tokenClass))
                                        .multiply(
                                                BigInteger.valueOf(
                                                        sheet.priceOf(tokenClass).picos())));
            }
        }
        return sum;
    }

    /** What falls back to nothing has a price, other classes have one or not; some are round. */
    private static PriceSheet randomSheet(SplittableRandom random) {
        Map<TokenClass, UnitPrice> prices = new EnumMap<>(TokenClass.class);
        for (TokenClass tokenClass : CLASSES) {
            if (tokenClass == TokenClass.INPUT
                    || tokenClass == TokenClass.OUTPUT
                    || OTHERS.contains(tokenClass)
                    || random.nextInt(4) == 0) {
                prices.put(tokenClass, new UnitPrice(randomPicos(random)));
            }
        }
        return new PriceSheet(prices);
    }

    private static long randomPicos(SplittableRandom random) {
        return random.nextInt(3) == 0
                ? 500L * random.nextInt(10)
                : random.nextLong(0, 1L << random.nextInt(1, 31));
    }

    /** One request, and up to three classes of units, up to a million of each. */
    private static TokenCounts randomCounts(SplittableRandom random) {
        TokenCounts counts = TokenCounts.of(TokenClass.REQUEST, random.nextInt(2));
        for (int i = random.nextInt(4); i > 0; i--) {
            TokenClass tokenClass = UNITS.get(random.nextInt(UNITS.size()));
            counts = counts.with(tokenClass, random.nextLong(0, 1L << random.nextInt(1, 21)));
        }
        return counts;
    }
}
