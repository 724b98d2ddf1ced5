package dev.turnpike.web.statements;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.billing.ledger.Posting.Kind;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.statements.Breakdown.Share;
import dev.turnpike.billing.statements.MonthlyStatement.Booked;
import dev.turnpike.web.page.Browser;
import dev.turnpike.web.page.Page;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatementPageTest {

    private final Browser ada = Browser.ofAda();

    @Test
    void showsWhatMovedTheBalanceOfThisMonth() {
        FixedStatements books =
                FixedStatements.of(
                        FixedStatements.key(1, "laptop", 1234, "0.0012345"),
                        FixedStatements.key(2, "<server>", 1, "0.0001"));

        String html = ada.open("statement", page(books).show(null));

        assertThat(html)
                .contains("November 2026", "month=2026-10", "so far")
                .contains("Opening balance", "$2.00", "1 purchase", "$10.00")
                .contains("1,235 calls", "-$0.00", "13345", "Closing balance", "$11.99", "86655")
                .contains("none")
                .containsSubsequence("Usage by model", "acme/echo", "Together")
                .containsSubsequence("Usage by key", "laptop", "sk-tp-v1-abc", "&lt;server&gt;")
                .containsSubsequence("Usage by workspace", "Default")
                .contains("href=\"/credits/statement.pdf?month=2026-11\"")
                .contains("href=\"/credits/statement.csv?month=2026-11\"")
                .doesNotContain("month=2026-12", "Owed", "Refunded", "Reversed", "All others");
    }

    @Test
    void showsCallsAtTheirCostAndWhatIsOwedApart() {
        FixedStatements books =
                FixedStatements.of(FixedStatements.key(1, "laptop", 1, "15"))
                        .and(
                                new Booked(
                                        Kind.RECEIVABLE_DUE,
                                        false,
                                        1,
                                        Usd.parse("3"),
                                        Usd.parse("-3")));

        assertThat(ada.open("statement-owed", page(books).show("2026-10")))
                .contains("October 2026", "month=2026-11", "1 call", "-$15.00", "Owed", "$3.00")
                .contains("$0.00")
                .doesNotContain("so far");
    }

    @Test
    void tellsWhatWasGivenBackFromWhatWasTakenBack() {
        FixedStatements books =
                FixedStatements.of()
                        .and(new Booked(Kind.REVERSAL, true, 2, Usd.parse("0.5"), Usd.parse("1")))
                        .and(new Booked(Kind.REVERSAL, false, 1, Usd.parse("-10"), Usd.ZERO));

        assertThat(ada.open("statement-reversals", page(books).show("2026-10")))
                .containsSubsequence("Refunded usage", "given back: 2", "$1.50")
                .containsSubsequence("Reversed credit", "-$10.00")
                .containsSubsequence("Paid of what was owed", "-$1.00")
                .containsSubsequence("Closing balance", "$2.50")
                .doesNotContain("Usage by");
    }

    @Test
    void sumsUpWhatIsTooLongForAPage() {
        Share[] keys =
                IntStream.range(0, 30)
                        .mapToObj(i -> FixedStatements.key(i, "key " + i, 2, "0.25"))
                        .toArray(Share[]::new);

        assertThat(ada.open("statement-long", page(FixedStatements.of(keys)).show(null)))
                .containsSubsequence("key 19", "All others", "10", "$2.50", "Together", "$7.50")
                .doesNotContain("key 20");
    }

    @Test
    void isEmptyForAMonthToCome() {
        Page page = page(FixedStatements.of()).show("2026-12");

        assertThat(page.status()).isEqualTo(404);
        assertThat(ada.open("statement-future", page))
                .contains("Still to come", "December 2026", "month=2026-11")
                .doesNotContain("Opening balance");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "november", "2026-13", "2026-1", "-2026-11", "9999-01", "2026-11 "})
    void refusesWhatIsNoMonth(String month) {
        Page page = page(FixedStatements.of()).show(month);

        assertThat(page.status()).isEqualTo(400);
        assertThat(ada.open("statement-refused", page)).contains("No such month", "2026-11");
    }

    private StatementPage page(FixedStatements books) {
        return new StatementPage(new Statements(ada.visitors(), books, Browser.CLOCK));
    }
}
