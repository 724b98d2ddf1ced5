package dev.turnpike.web.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.plans.Plan;
import dev.turnpike.billing.plans.PlanId;
import dev.turnpike.billing.plans.PlanRules;
import dev.turnpike.billing.plans.Plans;
import dev.turnpike.billing.plans.Standing;
import dev.turnpike.billing.pricing.Markup;
import dev.turnpike.billing.usage.Generation;
import dev.turnpike.web.catalog.ProviderNames;
import dev.turnpike.web.operator.FixedPlans;
import dev.turnpike.web.operator.FixedStandings;
import dev.turnpike.web.page.Browser;
import dev.turnpike.web.page.Page;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UsagePageTest {

    /** Ada has spent $250 of the $1,000 from which on the markup is 12 %. */
    private static final PlanCards PLANS = cards("250");

    private final Browser ada = Browser.ofAda();
    private final Calls calls = new Calls(List.of(Calls.ANSWERED, Calls.FAILED));

    @Test
    void showsSpendPerModelAndEveryCall() {
        String html = ada.open("usage", page(calls).list(null, null, null, null, null));

        assertThat(html)
                .contains("November 2026", "$1.01", "1,216")
                .contains("/usage/" + Calls.ANSWERED.id(), "1,200 → 345", "990 ms", "laptop")
                .contains(">Sandbox</small>")
                .contains("failed");
    }

    @Test
    void showsThePlanAndWhatIsMissingToTheNextStep() {
        assertThat(ada.open("usage", page(calls).list(null, null, null, null, null)))
                .containsSubsequence("Your plan", "Standard", "15 %", "$250.00", "30 days")
                .containsSubsequence("value=\"25\"", "$750.00", "more", "$1,000.00", "12 %");
    }

    @Test
    void showsTheStepThatIsReachedAndNoneToCome() {
        PlanCard card = cards("1000").of(Browser.ACME);

        assertThat(card.markup()).isEqualTo("12 %");
        assertThat(card.next()).isNull();
        assertThat(cards("999.999999999").of(Browser.ACME).next())
                .extracting(PlanCard.Next::percent, next -> next.missing().text())
                .containsExactly(99L, "$0.000000001");
    }

    @Test
    void leadsANewCustomerToTheFirstCall() {
        String html =
                ada.open(
                        "usage-empty",
                        page(new Calls(List.of())).list(null, null, null, null, null));

        assertThat(html).contains("No call yet", "href=\"/welcome\"");
    }

    @Test
    void saysSoWhenAFilterLeavesNothing() {
        String html = ada.open("usage-none", page(calls).list("2026-10", "x/y", null, null, null));

        assertThat(html).contains("No call matches", "October 2026", "value=\"x/y\"");
    }

    @Test
    void hasNoSpendForAMonthToCome() {
        assertThat(ada.open("usage-future", page(calls).list("2026-12", null, null, null, null)))
                .contains("Still to come", "December 2026", "/usage?month=2026-11")
                .doesNotContain("Spend of the month", "month=2027-01");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "november", "2026-13", "-999999999-01", "9999-01", "2026-11 "})
    void refusesWhatIsNoMonth(String month) {
        Page page = page(calls).list(month, null, null, null, null);

        assertThat(page.status()).isEqualTo(400);
        assertThat(ada.open("usage-refused", page)).contains("No such month", "2026-11");
    }

    @Test
    void leadsToOlderCallsWithTheSameFilter() {
        String html =
                ada.open(
                        "usage-many",
                        page(Calls.many(30)).list(null, "sandbox/echo", null, null, null));

        assertThat(html).contains("before=" + Calls.id(25) + "&amp;model=sandbox%2Fecho#calls");
    }

    @Test
    void showsAReceiptWithAttemptsAndFormula() {
        String html = ada.open("receipt", receipt(calls).show(Calls.ANSWERED.id().toString()));

        assertThat(html)
                .contains("rate_limit_exceeded", "delivered", "edition <b>7</b>")
                .contains("$0.0011175", "× <span>1.15</span>", "$0.001285125")
                .contains("405 tokens/s");
    }

    @Test
    void namesTheConditionOfThePrices() {
        Generation call = Calls.longPrompt();
        Calls all = new Calls(List.of(call));

        // 1,200 × $0.000001 + 345 × $0.0000015, and 15 %
        assertThat(ada.open("receipt-long", receipt(all).show(call.id().toString())))
                .contains("<b>above 1,000 prompt tokens</b>; they hold for the whole call")
                .contains("$0.0017175", "$0.001975125");
        assertThat(ada.open("receipt", receipt(calls).show(Calls.ANSWERED.id().toString())))
                .doesNotContain("they hold for the whole call");
    }

    @Test
    void namesTheTierOfACall() {
        Generation call = Calls.onFlex();

        assertThat(
                        ada.open(
                                "receipt-flex",
                                receipt(new Calls(List.of(call))).show(call.id().toString())))
                .contains("<b>on the flex tier</b>; they hold for the whole call")
                .containsSubsequence("Service tier", "<dd>flex</dd>");
        assertThat(ada.open("receipt", receipt(calls).show(Calls.ANSWERED.id().toString())))
                .doesNotContain("Service tier");
    }

    @Test
    void saysThatAFailedCallCostNothing() {
        assertThat(ada.open("receipt-failed", receipt(calls).show(Calls.FAILED.id().toString())))
                .contains("nothing was charged", "no_provider_available", "$0.00");
    }

    @ParameterizedTest
    @CsvSource({"empty, '>empty, not charged<'", "error, '>broken off, not charged<'"})
    void doesNotSayThatAWorthlessAnswerWasDelivered(String error, String words) {
        Generation call = Calls.worthless(error);
        Calls all = new Calls(List.of(call));

        assertThat(ada.open("receipt-" + error, receipt(all).show(call.id().toString())))
                .contains(words)
                .doesNotContain(">delivered<", "Only the attempt that delivered");
    }

    @Test
    void callsAProviderThatIsGoneByItsShortName() {
        assertThat(new ProviderNames(List.of()).of("acme-models")).isEqualTo("acme-models");
    }

    private UsagePage page(Calls all) {
        return new UsagePage(
                ada.visitors(), all, new CallSearch(all), Calls.NAMES, PLANS, Browser.CLOCK);
    }

    private CallPage receipt(Calls all) {
        return new CallPage(ada.visitors(), all, Calls.NAMES);
    }

    private static PlanCards cards(String spent) {
        var step = new PlanRules.Step(Usd.parse("1000"), new Markup(1_200));
        var standard =
                new Plan(
                        PlanId.STANDARD,
                        "Standard",
                        new PlanRules(null, List.of(step)),
                        Browser.NOW,
                        "ada");
        return new PlanCards(
                new Plans(new Markup(1_500), new FixedPlans(standard)),
                new FixedStandings(new Standing(PlanId.STANDARD, Usd.parse(spent))),
                new Markup(1_500));
    }
}
