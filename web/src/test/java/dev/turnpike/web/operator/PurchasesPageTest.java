package dev.turnpike.web.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.billing.credits.Purchase;
import dev.turnpike.billing.credits.PurchaseId;
import dev.turnpike.billing.credits.PurchaseSearch;
import dev.turnpike.billing.credits.refunds.Refund;
import dev.turnpike.web.credits.FixedSheets;
import dev.turnpike.web.credits.PurchaseSheet;
import dev.turnpike.web.credits.RefundForm;
import dev.turnpike.web.page.Browser;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PurchasesPageTest {

    private static final String FORM = "0193a000-0000-7000-8000-000000000009";

    private final Browser operator = Browser.ofOperator();

    @Test
    void listsPurchasesOfEveryAccount() {
        PurchasesPage page = new PurchasesPage(new Found(List.of(FixedSheets.CREDITED)));

        assertThat(operator.open("operator-purchases", page.list("  ada@acme.example ")))
                .contains("value=\"ada@acme.example\"", "ada@acme.example</td>")
                .contains("/operator/purchases/" + FixedSheets.CREDITED.id())
                .containsSubsequence("aria-current=\"page\">Purchases");
    }

    @Test
    void saysSoWhenNothingIsFound() {
        PurchasesPage page = new PurchasesPage(new Found(List.of()));

        assertThat(operator.open("operator-purchases-none", page.list("<b>")))
                .contains("No purchase has this number or buyer.", "&lt;b&gt;");
        assertThat(operator.open("operator-purchases-empty", page.list(null)))
                .contains("Nobody has bought anything yet.");
    }

    @Test
    void doesNotAskTheDatabaseForWhatItCannotTake() {
        PurchasesPage page = new PurchasesPage(new Found(List.of(FixedSheets.CREDITED)));

        assertThat(operator.open("operator-purchases-nul", page.list("a\0b")))
                .contains("No purchase has this number or buyer.");
    }

    @Test
    void showsWhoRefundedWhatAndWhy() {
        PurchaseSheet sheet =
                FixedSheets.of("6", "6")
                        .with(FixedSheets.refund(Refund.Status.PAID, null))
                        .sheet(true);

        assertThat(
                        operator.open(
                                "operator-purchase",
                                SoldPurchasePage.page(
                                        FixedSheets.CREDITED, sheet, RefundForm.of(sheet))))
                .contains("op@turnpike.example", "bought &lt;twice&gt;", "badge on\">refunded")
                .contains("name=\"reason\"", "value=\"$6.00\"", Browser.ACME.toString());
    }

    @Test
    void wantsAReason() {
        RefundForm form = new RefundForm(FORM, "5", "", Map.of());
        PurchaseSheet sheet = FixedSheets.of("6", "6").sheet(true);

        assertThat(form.checkWithReason(FixedSheets.CREDITED, "op@turnpike.example"))
                .isInstanceOfSatisfying(
                        RefundForm.Bad.class,
                        bad ->
                                assertThat(
                                                operator.open(
                                                        "operator-purchase-refused",
                                                        SoldPurchasePage.page(
                                                                FixedSheets.CREDITED,
                                                                sheet,
                                                                bad.form())))
                                        .contains("Say why", "value=\"5\""));
        assertThat(
                        new RefundForm(FORM, "5", "x".repeat(201), Map.of())
                                .checkWithReason(FixedSheets.CREDITED, "op@turnpike.example"))
                .isInstanceOf(RefundForm.Bad.class);
    }

    private record Found(List<Purchase> purchases) implements PurchaseSearch {

        @Override
        public Optional<Purchase> find(PurchaseId id) {
            return purchases.stream().filter(it -> it.id().equals(id)).findFirst();
        }

        @Override
        public List<Purchase> list(String sought, int limit) {
            return purchases;
        }
    }
}
