package dev.turnpike.web.statements;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.billing.ledger.Posting.Kind;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.statements.Breakdown.Share;
import dev.turnpike.billing.statements.MonthlyStatement.Booked;
import dev.turnpike.web.credits.Seller;
import dev.turnpike.web.page.Browser;
import dev.turnpike.web.page.Pdf;
import dev.turnpike.web.page.Templates;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatementFilesTest {

    private static final FixedStatements BOOKS =
            FixedStatements.of(
                            FixedStatements.key(1, "laptop", 1234, "0.0012345"),
                            FixedStatements.key(2, "=cmd|' /C calc'!A0", 1, "0.000000001"),
                            FixedStatements.key(3, "one, \"two\"", 2, "0.5"))
                    .and(FixedStatements.booked(Kind.PROMOTION, 1, "5"))
                    .and(FixedStatements.booked(Kind.PROMOTION_EXPIRED, 1, "-1.25"))
                    .and(new Booked(Kind.REVERSAL, true, 1, Usd.parse("0.1"), Usd.parse("0.2")))
                    .and(new Booked(Kind.REVERSAL, false, 1, Usd.parse("-3"), Usd.ZERO))
                    .and(new Booked(Kind.RECEIVABLE_DUE, false, 1, Usd.parse("2"), Usd.parse("-2")))
                    .and(
                            new Booked(
                                    Kind.RECEIVABLE_PAID,
                                    false,
                                    1,
                                    Usd.parse("-2"),
                                    Usd.parse("2")));

    private final Browser ada = Browser.ofAda();

    @Test
    void isATableForSpreadsheets() throws IOException {
        assertThat(csv(BOOKS, "2026-10")).isEqualTo(golden("statement.csv"));
        assertThat(found(BOOKS, "2026-10", 9).fileName("csv"))
                .isEqualTo("turnpike-statement-2026-10.csv");
    }

    @Test
    void saysInTheTableThatTheMonthLasts() {
        assertThat(csv(BOOKS, null)).contains("\r\n2026-11,so_far,balance,opening,");
    }

    @Test
    void isADocumentWithSellerAndCustomer() throws IOException {
        assertThat(print("statement", BOOKS, "2026-10"))
                .contains("Statement", "October 2026 (UTC)", "Page 1 of 2", "Page 2 of 2")
                .contains("Acme Gateways Ltd.", "Ada Lovelace", "ada@acme.example")
                .contains(Browser.ACME.toString())
                .containsSubsequence("Opening balance", "$2.00", "Purchases (1 purchase) $10.00")
                .containsSubsequence("Refunded usage", "$0.30", "Reversed credit", "-$3.00")
                .containsSubsequence("Owed", "$2.00", "Paid of what was owed", "-$2.20")
                .containsSubsequence("Closing balance", "$12.348765499")
                .containsSubsequence("Usage by model", "acme/echo", "1,237", "$0.501234501")
                .containsSubsequence("Usage by key", "=cmd|' /C calc'!A0", "$0.000000001")
                .containsSubsequence("Usage by workspace", "Default", "Together", "$0.501234501")
                .doesNotContain("so far");
    }

    @Test
    void saysInTheDocumentThatTheMonthLasts() throws IOException {
        assertThat(print("statement-so-far", BOOKS, null)).contains("(UTC), so far");
    }

    @Test
    void printsWhateverAKeyIsCalled() throws IOException {
        FixedStatements books =
                FixedStatements.of(FixedStatements.key(1, "odd\uFFFF \u000B & <b>Zoë", 1, "1"));

        assertThat(print("statement-odd", books, null)).contains("odd", "& <b>Zoë");
    }

    @Test
    void printsThousandsOfKeysOnFewSheets() throws IOException {
        Share[] keys =
                IntStream.range(0, 5_000)
                        .mapToObj(i -> FixedStatements.key(i, "key " + i, 1, "0.01"))
                        .toArray(Share[]::new);

        String text = print("statement-long", FixedStatements.of(keys), null);

        assertThat(text).containsSubsequence("key 249", "All others 4,750", "4,750 $47.50");
        assertThat(text).doesNotContain("key 250 ").containsPattern("Page 1 of (8|9|1[0-9])\\R");
    }

    @ParameterizedTest
    @CsvSource({"2026-13, 400", "november, 400", "9999-01, 400", "2026-12, 404"})
    void isNoFileForAMonthThatIsNotThere(String month, int status) {
        assertThat(statements(BOOKS).find(month, 9))
                .isInstanceOfSatisfying(
                        Statements.Nothing.class,
                        nothing -> assertThat(nothing.page().status()).isEqualTo(status));
    }

    private Statements statements(FixedStatements books) {
        return new Statements(ada.visitors(), books, Browser.CLOCK);
    }

    private Statements.Found found(FixedStatements books, @Nullable String month, int shares) {
        return (Statements.Found) statements(books).find(month, shares);
    }

    private String csv(FixedStatements books, @Nullable String month) {
        byte[] table = StatementCsv.of(found(books, month, StatementCsvPage.SHARES)).toBytes();
        return new String(table, StandardCharsets.UTF_8);
    }

    private String print(String name, FixedStatements books, @Nullable String month)
            throws IOException {
        Seller seller = new Seller("Acme Gateways Ltd.", List.of("1 Toll Road"));
        byte[] document =
                new StatementPdf(new Pdf(new Templates()), seller)
                        .print(
                                found(books, month, StatementPdfPage.SHARES),
                                ada.visitors().getVisitor());
        Path folder = Files.createDirectories(Path.of("target", "pages"));
        Files.write(folder.resolve(name + ".pdf"), document);
        try (PDDocument parsed = Loader.loadPDF(document)) {
            return new PDFTextStripper().getText(parsed);
        }
    }

    /** Kept with line ends of its own, which are part of what is tested. */
    private static String golden(String name) throws IOException {
        try (var in = StatementFilesTest.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
