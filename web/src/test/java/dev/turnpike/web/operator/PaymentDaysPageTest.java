package dev.turnpike.web.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.reconciliation.PaymentDay;
import dev.turnpike.billing.reconciliation.PaymentDayBook;
import dev.turnpike.billing.reconciliation.PaymentDifference;
import dev.turnpike.billing.reconciliation.PaymentReconciliation;
import dev.turnpike.billing.reconciliation.PaymentReconciliation.Compared;
import dev.turnpike.billing.reconciliation.PaymentReconciliation.Unavailable;
import dev.turnpike.web.page.Browser;
import dev.turnpike.web.page.Flash;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PaymentDaysPageTest {

    private static final LocalDate DAY = LocalDate.parse("2026-11-20");
    private static final PaymentDay RIGHT = day(DAY, null, 0, "0");
    private static final PaymentDay WRONG = day(DAY.plusDays(1), null, 2, "25.01");
    private static final PaymentDay FAILED = day(DAY.plusDays(2), "txn_1 is in <eur>", 0, "0");
    private static final List<PaymentDifference> DIFFERENCES =
            List.of(
                    new PaymentDifference("PURCHASE", "pi_1", "pi_1", Usd.parse("25"), null),
                    new PaymentDifference(
                            "REFUND", "re_<1>", "pi_2", Usd.parse("-10.01"), Usd.parse("-10")));

    private final Browser operator = Browser.ofOperator();

    @Test
    void saysUpToWhichDayBothAgree() {
        assertThat(list("operator-reconciliation", RIGHT))
                .contains("Up to 20 Nov 2026 the books and the payment provider agree.")
                .contains("/operator/reconciliation/2026-11-20", "agrees", "$1,234.00", "-$10.00");
    }

    @Test
    void doesNotCallRightWhatNobodyComparesAnyMore() {
        assertThat(list("operator-reconciliation-behind", day(DAY.minusDays(1), null, 0, "0")))
                .contains("No day after 19 Nov 2026 was compared.", "not known")
                .doesNotContain("Up to");
    }

    @Test
    void saysOnHowManyDaysTheyDifferAndByHowMuch() {
        assertThat(list("operator-reconciliation-wrong", FAILED, WRONG, RIGHT))
                .contains("differ on 1 day, by $25.01 in all.", "2 differences", "not compared")
                .containsOnlyOnce(">$25.01<");
    }

    @Test
    void doesNotCallRightWhatCouldNotBeCompared() {
        assertThat(list("operator-reconciliation-failed", FAILED, RIGHT))
                .contains("1 day could not be compared.")
                .doesNotContain("Up to");
    }

    @Test
    void saysThatNoDayWasComparedYet() {
        assertThat(list("operator-reconciliation-new"))
                .contains("No day was compared yet", "The first day is that of the first purchase");
    }

    @Test
    void namesEveryDifferenceOfADay() {
        assertThat(operator.open("operator-reconciliation-day", page(WRONG).show("2026-11-21")))
                .contains("<code>pi_1</code>", "and it is not booked", "nothing")
                .contains("re_&lt;1&gt;", "of payment <code>pi_2</code>", "with other amounts")
                .contains("Compare again", "name=\"csrf\"", "-$10.01");
    }

    @Test
    void saysWhyADayCouldNotBeCompared() {
        assertThat(operator.open("operator-reconciliation-gap", page(FAILED).show("2026-11-22")))
                .contains("txn_1 is in &lt;eur&gt;");
    }

    @Test
    void knowsNoOtherDays() {
        assertThat(page(RIGHT).show("2026-11-19").status()).isEqualTo(404);
        assertThat(page(RIGHT).show("2026-02-30").status()).isEqualTo(404);
    }

    @Test
    void saysWhatCameOfComparingAgain() {
        assertThat(PaymentDayPage.told(new Compared(RIGHT)))
                .isEqualTo(Flash.done("Compared: both agree."));
        assertThat(PaymentDayPage.told(new Compared(WRONG)))
                .isEqualTo(Flash.problem("Compared: they differ."));
        assertThat(PaymentDayPage.told(new Unavailable("It is away")))
                .isEqualTo(Flash.problem("It is away"));
    }

    private String list(String file, PaymentDay... days) {
        var kept = new FixedPaymentDays(List.of(days), List.of());
        return operator.open(file, new PaymentDaysPage(kept, Browser.CLOCK).list(null));
    }

    private PaymentDayPage page(PaymentDay day) {
        var kept =
                new FixedPaymentDays(
                        List.of(day), day.differences() == 0 ? List.of() : DIFFERENCES);
        var reconciliation =
                new PaymentReconciliation(
                        (_, _) -> List.of(), kept, new PaymentDayBook(kept), Browser.CLOCK);
        return new PaymentDayPage(kept, reconciliation, operator.notes());
    }

    private static PaymentDay day(
            LocalDate day, @Nullable String problem, int differences, String unexplained) {
        return new PaymentDay(
                day,
                Browser.NOW,
                problem,
                new PaymentDay.Sums(
                        12,
                        Usd.parse("1234"),
                        Usd.parse("-10"),
                        Usd.parse("36.09"),
                        Usd.parse("-900"),
                        Usd.ZERO),
                differences,
                Usd.parse(unexplained));
    }
}
