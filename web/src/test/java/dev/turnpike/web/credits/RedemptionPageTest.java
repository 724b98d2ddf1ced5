package dev.turnpike.web.credits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.promotions.Redemption;
import dev.turnpike.billing.topups.TopUpOffer;
import dev.turnpike.web.page.Browser;
import dev.turnpike.web.page.FixedTopUps;
import dev.turnpike.web.page.Flash;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RedemptionPageTest {

    private final Browser ada = Browser.ofAda();

    @Test
    void saysHowMuchCameAndUntilWhenItLives() {
        var redeemed =
                new Redemption.Redeemed(Usd.ofCents(500), Browser.NOW.plus(Duration.ofDays(30)));

        assertThat(RedemptionPage.thanks(redeemed))
                .isEqualTo(
                        Flash.done(
                                "$5.00 of promotional credit is yours. It is spent first, and what is left of"
                                        + " it ends on 22 Dec 2026, 17:05 UTC."));
    }

    @Test
    void asksForACodeOnTheCreditsPage() {
        assertThat(shown("credits-code", RedemptionForm.EMPTY))
                .contains("action=\"/credits/redemptions\"", "name=\"code\"", "Redeem a code")
                .doesNotContain("code-error");
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of(new Redemption.NotValid(), "not valid"),
                Arguments.of(new Redemption.TooLate(LocalDate.parse("2026-10-31")), "31 Oct 2026"),
                Arguments.of(new Redemption.UsedUp(), "used up"),
                Arguments.of(new Redemption.AlreadyRedeemed(), "already"),
                Arguments.of(new Redemption.BuyersOnly(), "bought credit"),
                Arguments.of(new Redemption.Busy(), "try again"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void saysBesideTheFieldWhyACodeGivesNothing(Redemption.Refused refusal, String reason) {
        assertThat(shown("credits-code-refused", typed("welcome-10").refused(refusal)))
                .contains("value=\"welcome-10\"", "aria-describedby=\"code-error\"")
                .containsSubsequence("id=\"code-error\" role=\"alert\">", reason);
    }

    @Test
    void saysWhatACodeIsWhenThereIsNone() {
        assertThat(shown("credits-code-malformed", typed("<script>alert(1)</script>").malformed()))
                .contains("A code has 6 to 32 letters and digits")
                .contains("value=\"&lt;script&gt;alert(1)&lt;/script&gt;\"");
    }

    @ParameterizedTest
    @CsvSource({"PT1S, in a minute", "PT1M, in a minute", "PT5M1S, in 6 minutes"})
    void saysWhenTheNextOneCanBeTried(Duration wait, String when) {
        assertThat(typed("welcome-10").tooManyTries(wait).error()).contains(when);
    }

    private static RedemptionForm typed(String code) {
        return RedemptionForm.read(Browser.typed("code", code));
    }

    private String shown(String name, RedemptionForm form) {
        var page =
                new CreditsPage(
                        ada.visitors(),
                        ada.ledger(),
                        new FixedPurchases(List.of()),
                        new Returns(new FixedTakeBacks(List.of()), new FixedRefunds(List.of())),
                        new CardSection(
                                new FixedCustomers(null),
                                new FixedTopUps(null),
                                new TopUpOffer(true)),
                        Browser.SETTINGS);
        return ada.open(name, page.page(PurchaseForm.EMPTY, form));
    }
}
