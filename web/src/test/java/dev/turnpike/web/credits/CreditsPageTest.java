package dev.turnpike.web.credits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.billing.credits.CreditSettings;
import dev.turnpike.billing.credits.Customer;
import dev.turnpike.billing.credits.Purchase;
import dev.turnpike.billing.credits.SavedCard;
import dev.turnpike.billing.credits.TakeBack;
import dev.turnpike.billing.credits.refunds.Refund;
import dev.turnpike.billing.ledger.Balance;
import dev.turnpike.billing.ledger.Ledger;
import dev.turnpike.billing.ledger.Lot;
import dev.turnpike.billing.ledger.TransactionId;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.topups.TopUpOffer;
import dev.turnpike.web.page.Browser;
import dev.turnpike.web.page.FixedLedger;
import dev.turnpike.web.page.FixedTopUps;
import dev.turnpike.web.page.Page;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CreditsPageTest {

    private static final Customer CUSTOMER = new Customer(Browser.ACME, "cus_1", 1, null);

    private final Browser ada = Browser.ofAda();
    private final List<Refund> refunds = new ArrayList<>();
    private @Nullable Customer customer;

    @Test
    void showsWhatIsPaidAndNotSpentAndWhatOfItIsSetAside() {
        String html = ada.open("credits", page(FixedPurchases.CREDITED).show(null));

        assertThat(html)
                .containsSubsequence("class=\"figure\"", "$12.40", "00375", "paid and not spent")
                .containsSubsequence("$0.35", "is set aside for")
                .doesNotContain("$12.05");
    }

    @Test
    void offersAReceiptOnlyForWhatWasCredited() {
        String html =
                ada.open(
                        "credits",
                        page(FixedPurchases.CREDITED, FixedPurchases.OPEN, FixedPurchases.EXPIRED)
                                .show(null));

        assertThat(html)
                .contains("/credits/" + FixedPurchases.CREDITED.id() + "/receipt.pdf")
                .contains("waiting for payment", "not paid")
                .doesNotContain(FixedPurchases.OPEN.id() + "/receipt.pdf");
    }

    @Test
    void showsWhatIsLeftOfEachLot() {
        Lot given =
                new Lot(
                        new TransactionId(2),
                        Lot.Kind.PROMOTIONAL,
                        Usd.parse("5"),
                        Usd.parse("1.25"),
                        Browser.NOW,
                        Browser.NOW.plusSeconds(86_400));
        Lot bought =
                new Lot(
                        new TransactionId(1),
                        Lot.Kind.PAID,
                        Usd.parse("10"),
                        Usd.parse("10"),
                        Browser.NOW,
                        null);

        String html = ada.open("credits-lots", page(ada.ledger().with(given, bought)).show(null));

        assertThat(html)
                .contains("What is left", "promotional", "$1.25", "23 Nov 2026")
                .contains("bought", "never")
                .contains("href=\"/credits/statement\"");
        assertThat(ada.open("credits", page().show(null))).doesNotContain("What is left");
    }

    @Test
    void saysWhatIsOwedWithoutGuessingWhy() {
        Balance owing = new Balance(Usd.ZERO, Usd.ZERO, Usd.parse("3"));

        assertThat(ada.open("credits-owing", page(new FixedLedger(owing, List.of())).show(null)))
                .contains("This account owes", "$3.00", "refunds or");
    }

    @Test
    void putsARefusedAmountBackIntoTheForm() {
        PurchaseForm refused =
                new PurchaseForm("10", "2", true, "").refused(CreditSettings.DEFAULT);

        assertThat(ada.open("credits-refused", page().page(refused, RedemptionForm.EMPTY)))
                .contains("value=\"2\"", "role=\"alert\"", "value=\"yes\" checked")
                .contains("Choose an amount between $5.00 and $25,000.00.");
    }

    @Test
    void saysThatNothingWasPaidWhenTheBuyerTurnedBack() {
        assertThat(ada.open("credits-cancelled", page().show("yes")))
                .contains("Nothing was paid")
                .contains("Nothing bought yet");
    }

    @Test
    void prefersTheAmountThatWasTyped() {
        assertThat(new PurchaseForm("10", "42.50", false, "").amount()).contains(Usd.parse("42.5"));
        assertThat(new PurchaseForm("10", "", false, "").amount()).contains(Usd.parse("10"));
    }

    @Test
    void picksThePurchaseThatTheBuyerReturnsFrom() {
        List<Purchase> all = List.of(FixedPurchases.OPEN, FixedPurchases.CREDITED);

        assertThat(ReturnPage.find(all, null, "cs_test_1")).contains(FixedPurchases.CREDITED);
        assertThat(ReturnPage.find(all, FixedPurchases.OPEN.id().toString(), null))
                .contains(FixedPurchases.OPEN);
        assertThat(ReturnPage.find(all, null, "cs_test_of_somebody_else")).isEmpty();
        assertThat(ReturnPage.find(all, "not an id", null)).isEmpty();
    }

    @Test
    void saysSoWhenTheAddressNamesNoPurchaseOfTheAccount() {
        assertThat(ReturnPage.UNKNOWN.status()).isEqualTo(404);
        assertThat(ada.open("credits-unknown", ReturnPage.UNKNOWN))
                .contains("Not one of your payments", "href=\"/credits\"");
    }

    @Test
    void showsTheNewBalanceAfterAPaymentAndLooksAgainWhileItWaits() {
        assertThat(ada.open("credits-return", returned(FixedPurchases.CREDITED)))
                .contains("$10.00</span> added", "Continue: create a key", "$22.40")
                .doesNotContain("hx-get=\"/credits/return");
        assertThat(ada.open("credits-waiting", returned(FixedPurchases.OPEN)))
                .contains("hx-get=\"/credits/return?purchase=" + FixedPurchases.OPEN.id())
                .contains("hx-trigger=\"every 1s\"");
        assertThat(ada.open("credits-closed", returned(FixedPurchases.EXPIRED)))
                .contains("no payment for it is with us", "If you did pay, it is credited");
    }

    @Test
    void saysWhatWasTakenBack() {
        assertThat(credited(takenBack(TakeBack.Kind.REFUND, "4", TakeBack.Status.TAKEN)))
                .contains(">partial refund, $4.00<", "Receipt (PDF)");
        assertThat(credited(takenBack(TakeBack.Kind.REFUND, "10", TakeBack.Status.TAKEN)))
                .contains(">refunded<");
        assertThat(credited(takenBack(TakeBack.Kind.REFUND, "4", TakeBack.Status.GIVEN_BACK)))
                .contains(">credited<")
                .doesNotContain("refunded");
        assertThat(credited(takenBack(TakeBack.Kind.DISPUTE, "10", TakeBack.Status.TAKEN)))
                .contains(">disputed<");
        assertThat(credited(takenBack(TakeBack.Kind.DISPUTE, "10", TakeBack.Status.LOST)))
                .contains("badge failed\">disputed, lost<");
    }

    /** Whether the payment provider has not answered yet, or has not sent the money. */
    @Test
    void saysThatARefundIsPending() {
        assertThat(credited(takenBack(TakeBack.Kind.REFUND, "4", TakeBack.Status.PENDING)))
                .contains("badge running\">refund pending, $4.00<")
                .doesNotContain(">credited<");
        assertThat(credited(takenBack(TakeBack.Kind.REFUND, "10", TakeBack.Status.PENDING)))
                .contains(">refund pending<");
        assertThat(asked(Refund.Status.ASKED)).contains("running\">refund pending, $4.00<");
        assertThat(asked(Refund.Status.FAILED)).contains(">credited<").doesNotContain("pending");
    }

    @Test
    void countsARefundThatWasMadeOnce() {
        refunds.add(FixedSheets.refund(Refund.Status.PENDING, null));

        assertThat(credited(takenBack(TakeBack.Kind.REFUND, "4", TakeBack.Status.PENDING)))
                .contains(">refund pending, $4.00<");
    }

    @Test
    void tellsWhatIsPendingBesideWhatWasRefunded() {
        refunds.add(FixedSheets.refund(Refund.Status.ASKED, null));

        assertThat(credited(takenBack(TakeBack.Kind.REFUND, "5", TakeBack.Status.TAKEN)))
                .contains(">refund pending, $4.00<");
    }

    @Test
    void showsTheSavedCardWithAWayToRemoveIt() {
        customer =
                new Customer(
                        Browser.ACME, "cus_1", 1, new SavedCard("pm_1", "visa", "4242", 3, 2040));

        assertThat(ada.open("credits-card", page(FixedPurchases.CREDITED).show(null)))
                .contains("Visa ···· 4242", "03/2040", "action=\"/credits/card/removal\"")
                .contains("action=\"/credits/billing\"")
                .doesNotContain("pm_1", "cus_1");
    }

    @Test
    void saysHowACardIsSavedToWhoeverHasBought() {
        assertThat(ada.open("credits", page().show(null))).doesNotContain("Saved card");
        customer = CUSTOMER;

        assertThat(ada.open("credits-no-card", page(FixedPurchases.CREDITED).show(null)))
                .contains("tick “Keep the card”", "name=\"keep_card\"")
                .doesNotContain("/credits/card/removal");
    }

    @Test
    void tellsAPaymentThatIsOnItsWayFromOneThatWasNotMade() {
        assertThat(ada.open("credits-on-its-way", page(FixedPurchases.ON_ITS_WAY).show(null)))
                .contains("payment is on its way");
        assertThat(ada.open("credits-return-on-its-way", returned(FixedPurchases.ON_ITS_WAY)))
                .contains("Your payment is on its way", "$40.00")
                .doesNotContain("hx-get=\"/credits/return", "has not confirmed");
    }

    private String credited(TakeBack takeBack) {
        CreditsPage page = page(ada.ledger(), List.of(takeBack), FixedPurchases.CREDITED);
        return ada.open("credits-taken-back", page.show(null));
    }

    private String asked(Refund.Status status) {
        refunds.clear();
        refunds.add(FixedSheets.refund(status, null));
        CreditsPage page = page(ada.ledger(), List.of(), FixedPurchases.CREDITED);
        return ada.open("credits-refund-asked", page.show(null));
    }

    private CardSection cards() {
        return new CardSection(
                new FixedCustomers(customer), new FixedTopUps(null), new TopUpOffer(true));
    }

    private static TakeBack takenBack(TakeBack.Kind kind, String credit, TakeBack.Status status) {
        return new TakeBack(
                "re_1",
                kind,
                FixedPurchases.CREDITED.id(),
                Usd.parse(credit),
                Usd.ZERO,
                status,
                Browser.NOW);
    }

    private static Page returned(Purchase purchase) {
        Balance balance = new Balance(Usd.parse("22.4"), Usd.parse("0.35"), Usd.ZERO);
        return ReturnPage.page(PurchaseRow.of(purchase), balance, true);
    }

    private CreditsPage page(Purchase... purchases) {
        return page(ada.ledger(), purchases);
    }

    private CreditsPage page(Ledger books, Purchase... purchases) {
        return page(books, List.of(), purchases);
    }

    private CreditsPage page(Ledger books, List<TakeBack> takeBacks, Purchase... purchases) {
        return new CreditsPage(
                ada.visitors(),
                books,
                new FixedPurchases(List.of(purchases)),
                new Returns(new FixedTakeBacks(takeBacks), new FixedRefunds(refunds)),
                cards(),
                Browser.SETTINGS);
    }
}
