package dev.turnpike.web.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.billing.books.AccountSum;
import dev.turnpike.billing.ledger.LedgerCheck;
import dev.turnpike.billing.ledger.LedgerCheck.Result;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.reconciliation.BillAlarm;
import dev.turnpike.billing.reconciliation.BillStanding;
import dev.turnpike.web.credits.FixedPurchases;
import dev.turnpike.web.page.Browser;
import dev.turnpike.web.page.ErrorPages;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BooksPageTest {

    private static final String WRONG = "Wallet 7 shows 2 posted, its entries sum to <1>";

    /** No day was compared with the payment provider, and one bill is off. */
    private static final OthersSay OTHERS = others(new FixedBills());

    private final Browser operator = Browser.ofOperator();

    @Test
    void showsThatTheBooksAreRight() {
        LedgerCheck check = check(FixedBooks.with());
        check.run();

        assertThat(operator.open("operator-books", page(check, FixedBooks.with()).show()))
                .contains("The books agree with themselves.", "right", "0 ms")
                .contains("name=\"csrf\"", "Check now");
    }

    @Test
    void showsEveryMistakeAsASentence() {
        LedgerCheck check = check(FixedBooks.with(WRONG));
        check.run();

        assertThat(operator.open("operator-books-wrong", page(check, FixedBooks.with()).show()))
                .contains("The books disagree with themselves.", "wrong", "nano-dollars")
                .contains("<li>Wallet 7 shows 2 posted, its entries sum to &lt;1&gt;</li>");
    }

    @Test
    void doesNotCallRightWhatNobodyHasChecked() {
        LedgerCheck check = check(FixedBooks.with());

        assertThat(operator.open("operator-books-new", page(check, FixedBooks.with()).show()))
                .contains("Not checked yet", "not known")
                .doesNotContain("The books agree");
    }

    @Test
    void doesNotCallRightWhatWasCheckedLongAgo() {
        Result old = new Result(Browser.NOW.minusSeconds(600), Duration.ZERO, List.of());

        assertThat(CheckReport.of(Optional.of(old), Browser.NOW))
                .matches(report -> report.word().equals("not known"))
                .matches(report -> report.verdict().contains("too old"));
    }

    @Test
    void showsTheWholeChartOfAccountsAndThatItSumsToNothing() {
        assertThat(shown(FixedBooks.with()))
                .contains("wallet", "receivable", "payment_clearing", "-$10.00", "$1.30")
                .contains("balanced")
                .doesNotContain("not zero");
    }

    @Test
    void showsWhenTheChartOfAccountsDoesNotSumToNothing() {
        FixedBooks books =
                new FixedBooks(
                        List.of(),
                        List.of(
                                new AccountSum("wallet", Usd.parse("1")),
                                new AccountSum("petty_cash", new Usd(1))));

        assertThat(shown(books)).contains("petty_cash", "not zero").doesNotContain(">balanced<");
    }

    @Test
    void showsServersWithTheirAgeAndThoseThatAreGone() {
        assertThat(shown(FixedBooks.with()))
                .contains("00000000-0000-0000-0000-000000000002", "1 h 2 min", "alive")
                .contains("00000000-0000-0000-0000-000000000001", "gone");
    }

    @Test
    void showsPurchasesThatHangAndNotWhoTheBuyerIs() {
        assertThat(shown(FixedBooks.with()))
                .contains(FixedPurchases.OPEN.id().toString(), Browser.ACME.toString(), "$20.00")
                // Once, in the menu: it is Ada who is looking.
                .containsOnlyOnce(FixedPurchases.OPEN.buyerEmail());
    }

    /** Books that are right may differ from what others say: that is another matter. */
    @Test
    void saysWhatOthersSayBesideTheCheck() {
        LedgerCheck check = check(FixedBooks.with());
        check.run();

        assertThat(operator.open("operator-books-others", page(check, FixedBooks.with()).show()))
                .contains("The books agree with themselves.", "No day was compared yet")
                .contains("bill something else than was priced on 1 day of the last 90")
                .contains("href=\"/operator/reconciliation\"", "href=\"/operator/bills\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    0 | 30 | 0 | right     | No imported bill is off, within the last 90 days.
                    0 | 30 | 1 | not known | Of what providers bill 1 day is not compared yet.
                    0 | 0  | 7 | not known | Of what providers bill 7 days are not compared yet.
                    0 | 0  | 0 | not known | No provider's bill of the last 90 days was imported.
                    2 | 30 | 1 | look      | Providers bill something else than was priced on 2 days of the last 90.
                    """)
    void doesNotCallBillsRightThatNobodyHasCompared(
            int off, int compared, int waiting, String word, String sentence) {
        var bills = new FixedBills(new BillStanding(off, compared, waiting));

        assertThat(others(bills).list().getLast())
                .returns(word, OthersSay.Line::word)
                .returns(sentence, OthersSay.Line::sentence);
    }

    private static OthersSay others(FixedBills bills) {
        return new OthersSay(
                new FixedPaymentDays(List.of(), List.of()),
                new BillAlarm(bills, Browser.CLOCK),
                Browser.CLOCK);
    }

    @Test
    void isInTheNavigationOfOperatorsAlone() {
        assertThat(operator.open("error", ErrorPages.NOT_FOUND)).contains("/operator/books");
        assertThat(Browser.ofAda().open("error", ErrorPages.NOT_FOUND)).doesNotContain("/operator");
        assertThat(Browser.ofStranger().open("error", ErrorPages.NOT_FOUND))
                .doesNotContain("/operator");
    }

    private String shown(FixedBooks books) {
        return operator.open("operator-books-shown", page(check(books), books).show());
    }

    private static LedgerCheck check(FixedBooks books) {
        return new LedgerCheck(books, Browser.CLOCK);
    }

    @Test
    void showsPaymentEventsThatCannotBeHandled() {
        assertThat(shown(FixedBooks.with()))
                .contains("evt_1", "charge.refunded", "3 times", "Paid in &lt;eur&gt;");
    }

    private BooksPage page(LedgerCheck check, FixedBooks books) {
        return new BooksPage(
                check,
                books,
                new FixedPurchases(List.of(FixedPurchases.OPEN)),
                new WaitingEvents(),
                OTHERS,
                operator.notes(),
                Browser.CLOCK);
    }
}
