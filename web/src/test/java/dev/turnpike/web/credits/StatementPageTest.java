package dev.turnpike.web.credits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.billing.ledger.Ledger;
import dev.turnpike.billing.ledger.Posting.Kind;
import dev.turnpike.billing.ledger.Statement.Line;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.web.page.Browser;
import dev.turnpike.web.page.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatementPageTest {

    private final Browser ada = Browser.ofAda();

    @Test
    void showsWhatMovedTheBalanceOfThisMonth() {
        Ledger books =
                ada.ledger()
                        .with(
                                Usd.parse("2"),
                                line(Kind.PURCHASE, 1, "10"),
                                line(Kind.USAGE, 1234, "-0.0012345"));

        String html = ada.open("statement", page(books).show(null));

        assertThat(html)
                .contains("November 2026", "month=2026-10", "so far")
                .contains("Opening balance", "$2.00", "1 purchase", "$10.00")
                .contains("1,234 calls", "-$0.00", "12345", "Closing balance", "$11.99", "87655")
                .contains("none")
                .doesNotContain("month=2026-12", "Owed");
    }

    @Test
    void showsCallsAtTheirCostAndWhatIsOwedApart() {
        Ledger books =
                ada.ledger()
                        .with(
                                Usd.parse("2"),
                                new Line(Kind.USAGE, 1, Usd.parse("-2"), Usd.parse("-3")));

        assertThat(ada.open("statement-owed", page(books).show("2026-10")))
                .contains("October 2026", "month=2026-11", "1 call", "-$5.00", "Owed", "$3.00")
                .contains("$0.00");
    }

    @Test
    void showsRefundsAndDisputesLessWhatCameBack() {
        Ledger books =
                ada.ledger()
                        .with(
                                Usd.parse("100"),
                                line(Kind.REFUND, 2, "-30"),
                                line(Kind.REFUND_FAILED, 1, "10"),
                                line(Kind.DISPUTE, 1, "-25"));

        assertThat(ada.open("statement-refunds", page(books).show("2026-10")))
                .contains("Refunds", "2 refunds", "-$20.00")
                .contains("Disputes", "1 dispute", "-$25.00")
                .contains("Closing balance", "$55.00");
    }

    @Test
    void isEmptyForAMonthToCome() {
        assertThat(ada.open("statement-future", page(ada.ledger()).show("2026-12")))
                .contains("Still to come", "December 2026", "month=2026-11")
                .doesNotContain("Opening balance");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "november", "2026-13", "2026-1", "-2026-11", "9999-01", "2026-11 "})
    void refusesWhatIsNoMonth(String month) {
        Page page = page(ada.ledger()).show(month);

        assertThat(page.status()).isEqualTo(400);
        assertThat(ada.open("statement-refused", page)).contains("No such month", "2026-11");
    }

    private StatementPage page(Ledger books) {
        return new StatementPage(ada.visitors(), books, Browser.CLOCK);
    }

    private static Line line(Kind kind, long count, String dollars) {
        return new Line(kind, count, Usd.parse(dollars), Usd.ZERO);
    }
}
