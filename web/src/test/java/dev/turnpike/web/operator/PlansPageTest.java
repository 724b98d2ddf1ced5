package dev.turnpike.web.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.plans.Plan;
import dev.turnpike.billing.plans.PlanId;
import dev.turnpike.billing.plans.PlanRules;
import dev.turnpike.billing.plans.PlanRules.Step;
import dev.turnpike.billing.plans.Plans;
import dev.turnpike.billing.plans.Standing;
import dev.turnpike.billing.plans.Standings;
import dev.turnpike.billing.pricing.Markup;
import dev.turnpike.web.page.Browser;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlansPageTest {

    private static final Plan STANDARD =
            new Plan(PlanId.STANDARD, "Standard", PlanRules.NONE, Browser.NOW, "Turnpike");
    private static final Plan BUSINESS =
            new Plan(
                    PlanId.next(),
                    "<Business>",
                    new PlanRules(
                            new Markup(1_200),
                            List.of(
                                    new Step(Usd.parse("1000"), new Markup(1_000)),
                                    new Step(Usd.parse("25000"), new Markup(750)))),
                    Browser.NOW,
                    "ada@acme.test");
    private static final FixedPlans BOOK = new FixedPlans(STANDARD, BUSINESS);
    private static final List<Plan> ALL = BOOK.list();

    private final Browser operator = Browser.ofOperator();

    @Test
    void showsPlansTheirStepsAndWhoWasMoved() {
        var moved =
                new Standings.Moved(
                        Browser.ACME,
                        "ada@acme.test",
                        new Standing(BUSINESS.id(), Usd.parse("1000")),
                        Browser.NOW,
                        "op@acme.test");

        assertThat(open("operator-plans", PlanForm.EMPTY, MoveForm.EMPTY, moved))
                .containsSubsequence("Standard", "default", "platform&#39;s, 15 %", "no steps")
                .containsSubsequence("&lt;Business&gt;", "12 %", "$1,000.00", "10 %", "$25,000.00")
                .contains("Make a plan", "name=\"csrf\"", "aria-current=\"page\">Plans")
                .containsSubsequence("Accounts that were moved", "ada@acme.test", "10 %")
                .contains(Browser.ACME.toString(), "op@acme.test");
        assertThat(open("operator-plans-none", PlanForm.EMPTY, MoveForm.EMPTY))
                .doesNotContain("Accounts that were moved");
    }

    @Test
    void fillsTheFormWithWhatIsInForceAndReadsItBack() {
        PlanForm form = PlanForm.of(BUSINESS);

        assertThat(open("operator-plans-change", form, MoveForm.EMPTY))
                .contains("Change the plan &lt;Business&gt;", "value=\"12\"")
                .contains("1000 10\n25000 7.5")
                .doesNotContain("name=\"name\"");
        assertThat(form.check(ALL))
                .isEqualTo(new PlanForm.Good(BUSINESS.id(), BUSINESS.name(), BUSINESS.rules()));
    }

    @Test
    void readsAPlanWithoutAMarkupAndWithEmptyLines() {
        var form = new PlanForm("", "Volume", "", "\r\n $1,000.50  12.5 %\r\n\r\n", Map.of());

        assertThat(form.check(ALL))
                .isEqualTo(
                        new PlanForm.Good(
                                null,
                                "Volume",
                                new PlanRules(
                                        null,
                                        List.of(
                                                new Step(
                                                        Usd.parse("1000.5"), new Markup(1_250))))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1000",
                "1000 -1",
                "-1000 5",
                "0 5",
                "1000 1001",
                "1e3 5",
                "1000 5 5",
                "a b",
                "99999999999 5",
                "1000 5\n1000 4",
                "1000 5\n500 4",
                "1000 5\n2000 6",
                "1000 13"
            })
    void refusesStepsThatAreNoneAndKeepsThem(String typed) {
        var checked = new PlanForm("", "Volume", "12", typed, Map.of()).check(ALL);

        assertThat(checked)
                .isInstanceOfSatisfying(
                        PlanForm.Bad.class,
                        bad ->
                                assertThat(open("operator-plans-wrong", bad.form(), MoveForm.EMPTY))
                                        .contains("id=\"steps-error\"", typed + "</textarea>"));
    }

    @Test
    void refusesMoreStepsThanAnybodyReads() {
        String many = "1 1\n".repeat(PlanRules.MAX_STEPS + 1);

        assertThat(error(new PlanForm("", "Volume", "", many, Map.of()), "steps"))
                .isEqualTo("A plan has at most 8 steps.");
        assertThat(error(new PlanForm("", "Volume", "", "1".repeat(2_000), Map.of()), "steps"))
                .isEqualTo("A plan has at most 8 steps.");
    }

    @ParameterizedTest
    @CsvSource({"'', needs a name", "'a\u202Eb', one line", "x, percent"})
    void refusesWhatIsNoNameOrPercent(String name, String says) {
        PlanForm form = new PlanForm("", name, "-5", "", Map.of());

        assertThat(error(form, says.equals("percent") ? "percent" : "name")).contains(says);
    }

    @Test
    void refusesToChangeAPlanThatIsNotThere() {
        assertThat(error(new PlanForm("nobody's", "", "", "", Map.of()), "name"))
                .contains("no such plan");
    }

    @Test
    void putsWhatWasNotFoundBackIntoTheForm() {
        MoveForm form =
                new MoveForm("<eve>@acme.test", BUSINESS.id().toString(), Map.of())
                        .withError("account", "There is no account of that name.");

        assertThat(open("operator-plans-move", PlanForm.EMPTY, form))
                .contains("value=\"&lt;eve&gt;@acme.test\"", "no account of that name")
                .contains("value=\"" + BUSINESS.id() + "\" selected");
    }

    private static String error(PlanForm form, String field) {
        var bad = (PlanForm.Bad) form.check(ALL);
        return Objects.requireNonNull(bad.form().error(field));
    }

    private String open(String name, PlanForm form, MoveForm move, Standings.Moved... moved) {
        var standings = new FixedStandings(Standing.NEW, List.of(moved));
        var view =
                new PlansView(
                        BOOK, new Plans(new Markup(1_500), BOOK), standings, new Markup(1_500));
        return operator.open(name, view.page(form, move));
    }
}
