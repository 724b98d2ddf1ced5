package dev.turnpike.web.credits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.billing.credits.Customer;
import dev.turnpike.billing.credits.SavedCard;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.topups.AutoTopUp;
import dev.turnpike.billing.topups.TopUpOffer;
import dev.turnpike.billing.topups.TopUpReason;
import dev.turnpike.billing.topups.TopUpTerms;
import dev.turnpike.web.page.Browser;
import dev.turnpike.web.page.FixedTopUps;
import dev.turnpike.web.page.Page;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TopUpPageTest {

    private static final TopUpTerms TERMS =
            new TopUpTerms(Usd.parse("5"), Usd.parse("25"), Usd.parse("100"));
    private static final SavedCard VISA = new SavedCard("pm_1", "visa", "4242", 12, 2040);

    private final Browser ada = Browser.ofAda();

    @Test
    void offersItToWhoeverHasSavedACard() {
        assertThat(shown("credits-top-up", page(VISA, null, true)))
                .contains("Automatic top-up", "Switch on", "name=\"ceiling\"")
                .doesNotContain("switch-off");
        assertThat(shown("credits-no-top-up", page(null, null, true)))
                .doesNotContain("/credits/top-up");
        assertThat(shown("credits-top-up-taxed", page(VISA, null, false)))
                .doesNotContain("/credits/top-up");
    }

    @Test
    void showsWhatIsBoughtWhenItIsOn() {
        assertThat(shown("credits-top-up-on", page(VISA, topUp(true, null), true)))
                .contains("Below $5.00, $25.00 is bought", "at most $100.00", "value=\"25\"")
                .contains("action=\"/credits/top-up/switch-off\"")
                .doesNotContain("switched off by itself");
    }

    @ParameterizedTest
    @EnumSource
    void saysWhyItWasSwitchedOff(TopUpReason reason) {
        String html = shown("credits-top-up-off", page(VISA, topUp(false, reason), true));

        assertThat(html).contains("It was switched off by itself.", "Switch on");
        assertThat(TopUpView.of(true, Optional.of(topUp(false, reason))).reason()).endsWith(".");
    }

    @Test
    void saysWhyItWaits() {
        AutoTopUp waiting = topUp(true, TopUpReason.CEILING_REACHED);

        assertThat(shown("credits-top-up-waits", page(VISA, waiting, true)))
                .contains("The ceiling of this month is reached.")
                .doesNotContain("It was switched off by itself.");
    }

    @ParameterizedTest
    @CsvSource({"abc", "-5", "''", "1.234", "1e9", "999999999999"})
    void saysBesideTheFieldWhatIsNoAmount(String typed) {
        TopUpForm form = new TopUpForm(typed, "25", "100", Map.of()).malformed();

        assertThat(form.terms()).isEmpty();
        assertThat(form.errors()).containsOnlyKeys("threshold");
        assertThat(shown("credits-top-up-malformed", page(VISA, null, true).page(form)))
                .contains("value=\"" + typed + "\"", "aria-describedby=\"threshold-error\"")
                .contains("Type an amount in dollars");
    }

    @ParameterizedTest
    @CsvSource({
        "THRESHOLD_NOT_POSITIVE, threshold",
        "THRESHOLD_ABOVE_AMOUNT, threshold",
        "AMOUNT_OUT_OF_BOUNDS, amount",
        "CEILING_BELOW_AMOUNT, ceiling"
    })
    void saysBesideTheFieldWhatDoesNotFit(TopUpTerms.Flaw flaw, String field) {
        TopUpForm form = TopUpForm.EMPTY.flawed(Set.of(flaw));

        assertThat(form.errors()).containsOnlyKeys(field);
        assertThat(shown("credits-top-up-flawed", page(VISA, null, true).page(form)))
                .contains("id=\"" + field + "-error\"");
    }

    @Test
    void saysThatThereIsNoCard() {
        assertThat(
                        shown(
                                "credits-top-up-no-card",
                                page(null, null, true).page(TopUpForm.EMPTY.cardMissing())))
                .contains("No card is saved.");
    }

    private String shown(String name, CreditsPage page) {
        return ada.open(name, page.show(null));
    }

    private String shown(String name, Page page) {
        return ada.open(name, page);
    }

    private CreditsPage page(@Nullable SavedCard card, @Nullable AutoTopUp topUp, boolean offered) {
        return new CreditsPage(
                ada.visitors(),
                ada.ledger(),
                new FixedPurchases(List.of()),
                new Returns(new FixedTakeBacks(List.of()), new FixedRefunds(List.of())),
                new CardSection(
                        new FixedCustomers(new Customer(Browser.ACME, "cus_1", 1, card)),
                        new FixedTopUps(topUp),
                        new TopUpOffer(offered)),
                Browser.SETTINGS);
    }

    private static AutoTopUp topUp(boolean isOn, @Nullable TopUpReason reason) {
        return new AutoTopUp(
                Browser.ACME, TERMS, "ada@acme.example", isOn, reason, Browser.NOW, Browser.NOW);
    }
}
