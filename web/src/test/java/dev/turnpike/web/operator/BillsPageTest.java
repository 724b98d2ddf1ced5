package dev.turnpike.web.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.reconciliation.BillAlarm;
import dev.turnpike.billing.reconciliation.BillComparison;
import dev.turnpike.billing.reconciliation.BillFile;
import dev.turnpike.billing.reconciliation.BillTolerance;
import dev.turnpike.billing.reconciliation.BilledDay;
import dev.turnpike.billing.reconciliation.BilledDay.Finding;
import dev.turnpike.web.page.Browser;
import dev.turnpike.web.page.Csv;
import dev.turnpike.web.usage.Month;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BillsPageTest {

    private static final LocalDate TODAY = LocalDate.parse("2026-11-22");
    private static final FixedBills BILLS = new FixedBills();

    private final Browser operator = Browser.ofOperator();

    @Test
    void showsEachDayOfTheMonthThatIsOver() {
        assertThat(shown("operator-bills", BillForm.of("openai"), "2026-11"))
                .contains("November 2026", "1 Nov 2026", "no bill", "agrees", "off")
                .contains("/operator/bills/openai/2026-11-21", "+1.10 %", "$20.11")
                .contains("id=\"given-back\"", "-$2.50")
                .contains("/operator/bills/openai/2026-11.csv", "op@turnpike.example")
                .doesNotContain("22 Nov 2026<");
    }

    @Test
    void marksTheDaysOnWhichSomebodyHasToLook() {
        assertThat(shown("operator-bills-off", BillForm.of(""), null))
                .contains("1 day is off", "OpenAI, 21 Nov 2026", "$0.11")
                .contains("2 classes are off, by up to $0.06")
                .contains("open=\"open\"");
    }

    @Test
    void addsUpAMonthOfTheLargestBills() {
        var largest =
                new BilledDay(
                        "openai",
                        FixedBills.FIRST,
                        true,
                        Usd.parse("100000000"),
                        new Finding(Usd.ZERO, true, 1, Usd.parse("100000000")));

        BillSum sum = BillSum.of(Collections.nCopies(31, BillDayRow.of(largest, "OpenAI")));

        assertThat(sum.theirs()).hasToString("$3,100,000,000.00");
    }

    @Test
    void marksADayThatABillLeavesOutThoughItWasUsed() {
        assertThat(shown("operator-bills-left-out", BillForm.of("openai"), "2026-11"))
                .contains("18 Nov 2026", "left out</span>", "no bill names it", "$3.21", "-$3.21");
    }

    @Test
    void doesNotCallRightWhatNobodyHasCompared() {
        assertThat(shown("operator-bills-waiting", BillForm.of("openai"), "2026-11"))
                .contains(
                        "1 billed day is not compared yet.", "19 Nov 2026", "not compared</span>");
    }

    @Test
    void saysWhatIsWrongWithEachLineAndKeepsWhatWasTyped() {
        String text = BillFile.HEADER + "\n2026-11-21,=1+1,input,1,1\n2026-11-21,<m>,input,-1,1";
        BillForm refused =
                BillForm.of("openai").refused((BillFile.Refused) BillFile.read(text, TODAY));
        BillForm typed = new BillForm("openai", text, null, refused.reasons(), refused.refused());

        assertThat(shown("operator-bills-refused", typed, null))
                .contains("Nothing was imported.", "2 lines are refused:")
                .contains("Line 2: ", "begins like a formula", "Line 3: ", "is negative")
                .contains(
                        "&lt;m&gt;,input,-1,1", "aria-describedby=\"bill-error\"", "name=\"csrf\"");
    }

    @Test
    void sendsNothingBackThatIsTooLong() {
        String text = "x".repeat(BillFile.MAX_LENGTH + 1);
        BillForm typed = new BillForm("openai", text, null, List.of(), 0);
        BillForm refused = typed.refused((BillFile.Refused) BillFile.read(text, TODAY));

        assertThat(shown("operator-bills-too-long", refused, null))
                .contains("The file has more than 2,000,000 characters.", "data-most=\"2000000\"")
                .hasSizeLessThan(100_000);
    }

    @Test
    void saysThatTheProviderIsUnknown() {
        assertThat(shown("operator-bills-nobody", BillForm.of("x").withProblem("Choose"), null))
                .contains("id=\"provider-error\"", "Choose");
    }

    @Test
    void showsADayByModelAndClass() {
        BillDayPage page = new BillDayPage(comparison(), BILLS, BILLS, new BillTolerance(50));

        assertThat(operator.open("operator-bill-day", page.show("openai", "2026-11-21")))
                .contains("OpenAI, 21 Nov 2026", "gpt-4o", "4,000,000", "$10.06", "+0.60 %")
                .containsOnlyOnce("<span class=\"badge failed\">off</span>")
                .containsOnlyOnce(">$0.06<")
                .contains("&lt;who&gt;", "unknown to us", "+1.10 %")
                .contains("Given back", "sorry for &lt;that&gt;", "-$2.50");
    }

    @Test
    void knowsNoOtherDaysAndProviders() {
        BillDayPage page = new BillDayPage(comparison(), BILLS, BILLS, BillTolerance.DEFAULT);

        assertThat(page.show("openai", "2026-02-30").status()).isEqualTo(404);
        assertThat(page.show("nobody", "2026-11-21").status()).isEqualTo(404);
    }

    @Test
    void writesAMonthForASpreadsheet() {
        assertThat(new String(csv().toBytes(), StandardCharsets.UTF_8))
                .startsWith(
                        "day,model,class,our_quantity,our_usd,their_quantity,their_usd,variance_usd,known\r\n")
                .contains(
                        "2026-11-21,gpt-4o,input,4000000,10.000000000,4000000,10.060000000,0.060000000,yes")
                .contains("2026-11-21,<who>,output,0,0.000000000,5,0.050000000,0.050000000,no")
                .contains(
                        "2026-11-21,sorry for <that>,credit,0,0.000000000,0,-2.500000000,0.000000000,yes")
                .doesNotContain("2026-11-22,");
    }

    private Csv csv() {
        return new BillCsvPage(comparison(), BILLS, BILLS, Browser.CLOCK)
                .table("openai", Month.of(Browser.NOW));
    }

    private String shown(String file, BillForm form, @Nullable String month) {
        BillAlarm alarm = new BillAlarm(BILLS, Browser.CLOCK);
        return operator.open(
                file, new BillsView(BILLS, alarm, BILLS, Browser.CLOCK).page(form, month));
    }

    private static BillComparison comparison() {
        return new BillComparison(BILLS, BILLS, BILLS);
    }
}
