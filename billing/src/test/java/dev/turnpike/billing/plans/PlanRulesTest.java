package dev.turnpike.billing.plans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.plans.PlanRules.Step;
import dev.turnpike.billing.pricing.Markup;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanRulesTest {

    private static final Step THOUSAND = step("1000", 1_200);
    private static final Step TEN_THOUSAND = step("10000", 800);

    @ParameterizedTest
    @CsvSource({
        "0, 1400",
        "999.999999999, 1400",
        "1000, 1200",
        "9999.999999999, 1200",
        "10000, 800",
        "1000000, 800"
    })
    void reachesAStepWithItsFirstNanoDollar(String spent, int basisPoints) {
        var rules = new PlanRules(new Markup(1_400), List.of(THOUSAND, TEN_THOUSAND));

        assertThat(rules.markupAt(Usd.parse(spent))).isEqualTo(new Markup(basisPoints));
    }

    @Test
    void hasThePlatformsMarkupUpToTheFirstStepIfItHasNoneOfItsOwn() {
        var rules = new PlanRules(null, List.of(THOUSAND));

        assertThat(rules.markupAt(Usd.parse("999"))).isNull();
        assertThat(rules.markupAt(Usd.parse("1000"))).isEqualTo(new Markup(1_200));
        assertThat(PlanRules.NONE.markupAt(Usd.parse("1000"))).isNull();
    }

    @Test
    void namesTheStepToCome() {
        var rules = new PlanRules(null, List.of(THOUSAND, TEN_THOUSAND));

        assertThat(rules.findNext(Usd.ZERO)).contains(THOUSAND);
        assertThat(rules.findNext(Usd.parse("1000"))).contains(TEN_THOUSAND);
        assertThat(rules.findNext(Usd.parse("10000"))).isEmpty();
    }

    @Test
    void neverLetsAnyonePayMoreForHavingSpentMore() {
        assertRefused(new Markup(1_100), List.of(THOUSAND));
        assertRefused(null, List.of(THOUSAND, step("2000", 1_201)));
        assertRefused(null, List.of(TEN_THOUSAND, THOUSAND));
        assertRefused(null, List.of(THOUSAND, THOUSAND));
        assertRefused(null, Collections.nCopies(PlanRules.MAX_STEPS + 1, THOUSAND));
        assertThatThrownBy(() -> step("0", 0)).hasMessageContaining("above zero");
        assertThatThrownBy(() -> step("-1", 0)).hasMessageContaining("above zero");
    }

    private static void assertRefused(@Nullable Markup markup, List<Step> steps) {
        assertThatThrownBy(() -> new PlanRules(markup, steps))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Step step(String from, int basisPoints) {
        return new Step(Usd.parse(from), new Markup(basisPoints));
    }
}
