package dev.turnpike.web.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.billing.pricing.Markup;
import dev.turnpike.billing.pricing.MarkupChange;
import dev.turnpike.billing.pricing.MarkupSubject;
import dev.turnpike.billing.pricing.MarkupSubject.Scope;
import dev.turnpike.billing.pricing.Markups;
import dev.turnpike.web.page.Browser;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MarkupsPageTest {

    private static final MarkupSubject OPENAI = new MarkupSubject(Scope.PROVIDER, "openai");
    private static final MarkupSubject ECHO = new MarkupSubject(Scope.MODEL, "sandbox/echo");
    private static final List<MarkupTarget> TARGETS =
            List.of(MarkupTarget.of(OPENAI), MarkupTarget.of(ECHO));

    private final Browser operator = Browser.ofOperator();

    @Test
    void showsWhatIsInForceAndWhoSetIt() {
        assertThat(
                        open(
                                "operator-markups",
                                new MarkupForm("", "", Map.of()),
                                new MarkupChange(
                                        OPENAI, new Markup(1_250), Browser.NOW, "<ada>@acme.test"),
                                new MarkupChange(ECHO, null, Browser.NOW, "bob@acme.test")))
                .contains("15 %", "Provider openai", "12.5 %", "&lt;ada&gt;@acme.test")
                .contains("value=\"provider:openai\"", "Model sandbox/echo", "removed")
                .contains("name=\"csrf\"", "22 Nov 2026");
    }

    @Test
    void saysThatNothingHasAMarkupOfItsOwn() {
        assertThat(open("operator-markups-none", new MarkupForm("", "", Map.of())))
                .contains("Nothing has a markup of its own")
                .doesNotContain("Last changes");
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "12.5, 1250", "12.5 %, 1250", "7.25%, 725", "1000, 100000"})
    void readsPercentAsTheyAreTyped(String typed, int basisPoints) {
        assertThat(new MarkupForm("provider:openai", typed, Map.of()).check(TARGETS))
                .isEqualTo(new MarkupForm.Good(OPENAI, new Markup(basisPoints)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "1000.01", "12.345", "12,5", "1e2", "a lot", "99999"})
    void refusesWhatIsNoMarkupAndKeepsIt(String typed) {
        var checked = new MarkupForm("model:sandbox/echo", typed, Map.of()).check(TARGETS);

        assertThat(checked)
                .isInstanceOfSatisfying(
                        MarkupForm.Bad.class,
                        bad ->
                                assertThat(open("operator-markups-wrong", bad.form()))
                                        .contains("percent-error", "value=\"" + typed + "\""));
    }

    @Test
    void refusesWhatTheCatalogueDoesNotHave() {
        assertThat(new MarkupForm("model:x/y", "5", Map.of()).check(TARGETS))
                .isInstanceOfSatisfying(
                        MarkupForm.Bad.class,
                        bad -> assertThat(bad.form().error("target")).contains("no such thing"));
    }

    private String open(String name, MarkupForm form, MarkupChange... changes) {
        var book = new FixedMarkups(changes);
        var view = new MarkupsView(new Markups(new Markup(1_500), book), book);
        return operator.open(name, view.page(form, TARGETS));
    }
}
