package dev.turnpike.web.welcome;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.usage.Generation;
import dev.turnpike.web.credits.PurchaseForm;
import dev.turnpike.web.page.Amount;
import dev.turnpike.web.page.Browser;
import dev.turnpike.web.page.Page;
import dev.turnpike.web.page.Page.Section;
import dev.turnpike.web.usage.CallRow;
import dev.turnpike.web.usage.Calls;
import java.util.List;
import org.junit.jupiter.api.Test;

class WelcomePageTest {

    private static final String KEY = "sk-tp-v1-0000000000000000000000000000000000000000000abcdef";

    private final Browser ada = Browser.ofAda();

    @Test
    void beginsWithBuyingCredit() {
        assertThat(ada.open("welcome-start", page("", false, false)))
                .contains("action=\"/credits/purchases\"", "action=\"/keys/new\"")
                .contains("name=\"form\"", "name=\"from\"")
                .contains("$TURNPIKE_API_KEY");
    }

    @Test
    void showsTheReadyLineOnlyWithAKeyThatWasJustMade() {
        assertThat(ada.open("welcome-key", page(KEY, true, true)))
                .contains("Authorization: Bearer " + KEY, "Run it here")
                .doesNotContain("$TURNPIKE_API_KEY");
        assertThat(ada.open("welcome-later", page("", true, true)))
                .contains("$TURNPIKE_API_KEY", "You have a key.");
    }

    @Test
    void waitsForTheFirstCallAndTurnsGreenWhenItArrives() {
        assertThat(ada.open("first-call-waiting", progress()))
                .contains("hx-get=\"/welcome/first-call\"", "hx-trigger=\"every 1s\"")
                .contains("hx-swap-oob=\"true\"")
                .doesNotContain("credit-step");
        Page arrived =
                progress().with("call", CallRow.of(Calls.ANSWERED, Calls.NAMES.of(Browser.ACME)));
        assertThat(ada.open("first-call-arrived", arrived))
                .contains("arrived", "$0.00", "1285125", "/usage/" + Calls.ANSWERED.id())
                .doesNotContain("hx-get");
        ada.open(
                "welcome-done",
                page("", true, true)
                        .with("call", CallRow.of(Calls.ANSWERED, Calls.NAMES.of(Browser.ACME))));
    }

    @Test
    void sendsTheNewBalanceToTheFirstStepWhenTheCallArrives() {
        Page arrived =
                progress().with("call", CallRow.of(Calls.ANSWERED, Calls.NAMES.of(Browser.ACME)));

        assertThat(ada.open("first-call-arrived", arrived))
                .containsSubsequence("id=\"credit-step\"", "hx-swap-oob=\"true\"", "$12.05");
    }

    @Test
    void findsTheYoungestCallThatWasAnswered() {
        FirstCall first = first(Calls.FAILED, Calls.ANSWERED);

        assertThat(first.find(Browser.ACME).orElseThrow().id())
                .isEqualTo(Calls.ANSWERED.id().toString());
        assertThat(first(Calls.FAILED).find(Browser.ACME)).isEmpty();
    }

    @Test
    void saysSoWhenThereIsNobodyToAsk() {
        Page page =
                page("", true, true)
                        .with(
                                "request",
                                FirstRequest.ready("", "http://127.0.0.1:8080/api/v1", ""));

        assertThat(ada.open("welcome-nobody", page)).contains("No provider is connected");
    }

    private static FirstCall first(Generation... calls) {
        return new FirstCall(new Calls(List.of(calls)), Calls.NAMES);
    }

    private static Page progress() {
        return Page.fragment("welcome/first-call")
                .with("form", PurchaseForm.EMPTY)
                .with("hasCredit", true)
                .with("balance", Amount.of(Usd.parse("12.0500375")));
    }

    private static Page page(String secret, boolean hasCredit, boolean hasKey) {
        return Page.of("welcome/show", "First steps", Section.WELCOME)
                .with("form", PurchaseForm.EMPTY)
                .with("secret", secret)
                .with("hasKey", hasKey)
                .with("hasCredit", hasCredit)
                .with("balance", Amount.of(Usd.parse("12.0500375")))
                .with(
                        "request",
                        FirstRequest.ready("sandbox/echo", Browser.SETTINGS.apiBase(), secret));
    }
}
