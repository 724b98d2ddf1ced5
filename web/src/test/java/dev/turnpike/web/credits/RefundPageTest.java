package dev.turnpike.web.credits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.billing.credits.TakeBack;
import dev.turnpike.billing.credits.refunds.Refund;
import dev.turnpike.billing.credits.refunds.RefundOutcome;
import dev.turnpike.billing.credits.refunds.RefundSettings;
import dev.turnpike.billing.credits.refunds.Refunding.PaidCard;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.web.page.Browser;
import dev.turnpike.web.page.Page;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefundPageTest {

    private static final String FORM = "0193a000-0000-7000-8000-000000000009";

    private final Browser ada = Browser.ofAda();

    @Test
    void showsWhatIsLeftOfAPurchase() {
        assertThat(ada.open("purchase", purchase(FixedSheets.of("6.719", "6.719").bean())))
                .containsSubsequence("Purchase of", "$10.00", "badge on\">credited")
                .containsSubsequence("What is left of it", "$6.71")
                .contains("/credits/" + FixedSheets.CREDITED.id() + "/refund")
                .contains("/receipt.pdf", "pi_3PxQ7b2eZvKYlo2C1a")
                .doesNotContain("Refunds and disputes");
    }

    @Test
    void showsWhatBecameOfRefunds() {
        PurchaseSheets sheets =
                FixedSheets.of("2", "2")
                        .with(
                                FixedSheets.refund(Refund.Status.ASKED, null),
                                FixedSheets.refund(Refund.Status.PAID, null),
                                FixedSheets.refund(
                                        Refund.Status.FAILED, "expired_or_canceled_card"))
                        .bean();

        assertThat(ada.open("purchase-refunds", purchase(sheets)))
                .contains("badge running\">refund pending, $4.00")
                .contains("badge running\">pending", "bought &lt;twice&gt;")
                .contains("Pending: the credit is gone from the balance")
                .contains("badge on\">refunded", "Banks take up to ten days")
                .contains("badge failed\">failed", "The card has expired or was closed.")
                .doesNotContain("op@turnpike.example");
    }

    /** As when its balance does not suffice; somebody at the payment provider's pages asked. */
    @Test
    void showsARefundThatThePaymentProviderHasNotSent() {
        PurchaseSheets sheets =
                FixedSheets.of("0", "0")
                        .with(FixedSheets.refund(Refund.Status.PENDING, null))
                        .bean();
        PurchaseSheets byOthers =
                FixedSheets.of("0", "0").with(FixedSheets.refund(TakeBack.Status.PENDING)).bean();

        assertThat(ada.open("purchase-refund-pending", purchase(sheets)))
                .contains("badge running\">pending")
                .doesNotContain(">refunded<", "Banks take");
        assertThat(ada.open("purchase-refund-pending-by-others", purchase(byOthers)))
                .contains("badge running\">refund pending<", "badge running\">pending<")
                .doesNotContain("badge on");
    }

    @Test
    void saysThatADisputedPaymentIsNotRefunded() {
        PurchaseSheets sheets =
                FixedSheets.of("0", "0").with(FixedSheets.dispute(TakeBack.Status.LOST)).bean();

        assertThat(ada.open("purchase-disputed", purchase(sheets)))
                .contains("badge failed\">disputed, lost", "Dispute at the bank")
                .contains("The payment is disputed at the bank.")
                .doesNotContain("Refund what is left");
    }

    @Test
    void saysWhenTheWindowIsOver() {
        PurchaseSheets sheets =
                FixedSheets.of("10", "10").bean(new RefundSettings(Duration.ofSeconds(1)));

        assertThat(ada.open("purchase-late", purchase(sheets)))
                .contains("Customers could have it refunded until 22 Nov 2026, 16:56 UTC.")
                .doesNotContain("Refund what is left");
    }

    @Test
    void saysWhatGoesBackToWhichCardAndWhatStays() {
        PurchaseSheet sheet = FixedSheets.of("6.719", "4.5").sheet(false);
        String card = RefundPage.name(new PaidCard("visa", "4242"));

        assertThat(ada.open("refund", RefundPage.page(sheet, RefundForm.of(sheet), card)))
                .containsSubsequence("$6.71", "your Visa card ending in 4242")
                .contains("What calls have cost stays paid", "name=\"form\"", "value=\"$6.71\"")
                .containsSubsequence("$2.21", "is set aside for calls");
    }

    @Test
    void namesCardsAsTheirOwnersDo() {
        assertThat(RefundPage.name(new PaidCard("mastercard", "4444"))).contains("Mastercard");
        assertThat(RefundPage.name(new PaidCard("amex", "0005"))).contains("AMEX");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-1", "1.234", "a lot", "1e3", "99999999999"})
    void asksForDollarsAndWholeCents(String amount) {
        RefundForm form = new RefundForm(FORM, amount, "", Map.of());

        assertThat(form.check(FixedSheets.CREDITED, "ada@acme.example"))
                .isInstanceOfSatisfying(
                        RefundForm.Bad.class,
                        bad -> {
                            assertThat(bad.form().error("amount")).contains("whole cents");
                            assertThat(bad.form().amount()).isEqualTo(amount);
                        });
    }

    @Test
    void takesAFormWithoutItsNumberForNone() {
        RefundForm form = new RefundForm("", "5", "", Map.of());

        assertThat(form.check(FixedSheets.CREDITED, "ada@acme.example"))
                .isInstanceOf(RefundForm.Bad.class);
    }

    @Test
    void ordersWhatWasTyped() {
        RefundForm form = new RefundForm(FORM, "$5.25", "", Map.of());

        assertThat(form.check(FixedSheets.CREDITED, "ada@acme.example"))
                .isInstanceOfSatisfying(
                        RefundForm.Good.class,
                        good -> {
                            assertThat(good.order().id().value()).isEqualTo(UUID.fromString(FORM));
                            assertThat(good.order().credit()).isEqualTo(Usd.parse("5.25"));
                            assertThat(good.order().asker().isOperator()).isFalse();
                        });
    }

    @Test
    void putsARefusalBesideTheAmount() {
        PurchaseSheet sheet = FixedSheets.of("6.71", "6.71").sheet(false);
        RefundForm refused =
                new RefundForm(FORM, "7", "", Map.of())
                        .refused(new RefundOutcome.TooMuch(Usd.parse("6.71")));

        assertThat(ada.open("refund-refused", RefundPage.page(sheet, refused, "your card")))
                .contains("value=\"7\"", "aria-invalid=\"true\"")
                .contains("At most $6.71 of its credit is left.");
        assertThat(refused.refused(new RefundOutcome.InUse(Usd.parse("1"))).error("amount"))
                .contains("$1.00 can be refunded", "asked back");
    }

    @Test
    void tellsWhatBecameOfIt() {
        assertThat(RefundForm.told(FixedSheets.refund(Refund.Status.PAID, null)).text())
                .contains("$4.00 is sent");
        assertThat(RefundForm.told(FixedSheets.refund(Refund.Status.PENDING, null)).text())
                .contains("$4.00 is pending", "sends the money when it can");
        assertThat(RefundForm.told(FixedSheets.refund(Refund.Status.ASKED, null)).text())
                .contains("$4.00 is pending", "has not answered yet");
        assertThat(RefundForm.told(FixedSheets.refund(Refund.Status.FAILED, "declined")))
                .satisfies(
                        flash -> {
                            assertThat(flash.good()).isFalse();
                            assertThat(flash.text()).contains("The bank declined it.");
                        });
    }

    private Page purchase(PurchaseSheets sheets) {
        return new OnePurchasePage(
                        ada.visitors(), new FixedPurchases(List.of(FixedSheets.CREDITED)), sheets)
                .show(FixedSheets.CREDITED.id().value());
    }
}
