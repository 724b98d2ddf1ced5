package dev.turnpike.billing.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.billing.money.UnitPrice;
import dev.turnpike.billing.pricing.MarkupSubject.Scope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MarkupsTest {

    private static final Markup USUAL = new Markup(1_500);
    private static final MarkupSubject MODEL = new MarkupSubject(Scope.MODEL, "acme/echo");
    private static final MarkupSubject PROVIDER = new MarkupSubject(Scope.PROVIDER, "sandbox");

    private final Noted book = new Noted();
    private final MarkupSetting setting = new MarkupSetting(book, () -> Instant.EPOCH);
    private final Markups markups = new Markups(USUAL, book);

    /** Changes in memory. */
    private static final class Noted implements MarkupBook {
        private final List<MarkupChange> changes = new ArrayList<>();

        @Override
        public List<MarkupChange> listInForce() {
            return IntStream.range(0, changes.size())
                    .filter(
                            i ->
                                    changes.stream()
                                            .skip(i + 1L)
                                            .noneMatch(
                                                    it ->
                                                            it.subject()
                                                                    .equals(
                                                                            changes.get(i)
                                                                                    .subject())))
                    .mapToObj(changes::get)
                    .filter(change -> change.markup() != null)
                    .toList();
        }

        @Override
        public List<MarkupChange> listLast(int limit) {
            return changes.reversed().stream().limit(limit).toList();
        }

        @Override
        public void add(MarkupChange change) {
            changes.add(change);
        }
    }

    @Test
    void addsThePlatformsMarkupWhereNothingElseIsSet() {
        assertThat(markups.of("acme/echo", "sandbox")).isEqualTo(USUAL);
    }

    @Test
    void takesTheModelBeforeTheProviderBeforeThePlatform() {
        setting.set(PROVIDER, new Markup(1_000), "ada");
        setting.set(MODEL, new Markup(0), "ada");
        markups.refresh();

        assertThat(markups.of("acme/echo", "sandbox")).isEqualTo(new Markup(0));
        assertThat(markups.of("acme/other", "sandbox")).isEqualTo(new Markup(1_000));
        assertThat(markups.of("acme/other", "elsewhere")).isEqualTo(USUAL);
    }

    @Test
    void takesAPlansMarkupInsteadOfThePlatforms() {
        assertThat(markups.of("acme/echo", "sandbox", new Markup(1_000)))
                .isEqualTo(new Markup(1_000));
        assertThat(markups.of("acme/echo", "sandbox", new Markup(2_000)))
                .isEqualTo(new Markup(2_000));
        assertThat(markups.of("acme/echo", "sandbox", null)).isEqualTo(USUAL);
    }

    @Test
    void letsNobodyPayMoreThanTheMarkupOfTheModelOrProvider() {
        setting.set(PROVIDER, new Markup(1_200), "ada");
        setting.set(MODEL, new Markup(3_000), "ada");
        markups.refresh();

        assertThat(markups.of("acme/echo", "sandbox", null)).isEqualTo(new Markup(3_000));
        assertThat(markups.of("acme/echo", "sandbox", new Markup(1_000)))
                .isEqualTo(new Markup(1_000));
        assertThat(markups.of("acme/other", "sandbox", new Markup(2_000)))
                .isEqualTo(new Markup(1_200));
    }

    @Test
    void knowsNothingNewUntilItReadsAgain() {
        setting.set(MODEL, new Markup(0), "ada");

        assertThat(markups.of("acme/echo", "sandbox")).isEqualTo(USUAL);
    }

    @Test
    void goesBackWhenAMarkupIsRemovedAndWritesDownWhoDidIt() {
        setting.set(MODEL, new Markup(0), "ada");

        assertThat(setting.remove(MODEL, "bob")).isTrue();
        assertThat(setting.remove(MODEL, "bob")).isFalse();
        markups.refresh();

        assertThat(markups.of("acme/echo", "sandbox")).isEqualTo(USUAL);
        assertThat(book.listLast(9)).extracting(MarkupChange::by).containsExactly("bob", "ada");
    }

    @Test
    void saysPercentExactly() {
        assertThat(List.of(new Markup(0), USUAL, new Markup(1_250), new Markup(7)))
                .map(Markup::toPercent)
                .containsExactly("0 %", "15 %", "12.5 %", "0.07 %");
    }

    @Test
    void ordersPricesWithMarkupsLikeExactDecimalsDo() {
        var random = new Random(20_261_123);
        for (int i = 0; i < 10_000; i++) {
            var price = new UnitPrice(random.nextLong(1L << 40));
            var other = new UnitPrice(price.picos() * random.nextLong(90, 111) / 100);
            var markup = new Markup(random.nextInt(100_001));
            var otherMarkup = new Markup(random.nextInt(100_001));

            assertThat(Long.compare(markup.weigh(price.picos()), otherMarkup.weigh(other.picos())))
                    .isEqualTo(markup.applyTo(price).compareTo(otherMarkup.applyTo(other)));
        }
    }

    @Test
    void takesAPriceThatDoesNotFitForTheDearest() {
        assertThat(new Markup(100_000).weigh(Long.MAX_VALUE)).isEqualTo(Long.MAX_VALUE);
        assertThat(new Markup(1).weigh(Long.MAX_VALUE / 10_001)).isPositive();
        assertThat(new Markup(1).weigh(Long.MAX_VALUE / 10_001 + 1)).isEqualTo(Long.MAX_VALUE);
    }
}
