package dev.turnpike.billing.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.pricing.TokenClass;
import dev.turnpike.billing.reconciliation.BillFile.Accepted;
import dev.turnpike.billing.reconciliation.BillFile.Reason;
import dev.turnpike.billing.reconciliation.BillFile.Refused;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BillFileTest {

    private static final LocalDate TODAY = LocalDate.parse("2026-11-22");
    private static final BillLine LINE =
            new BillLine(
                    LocalDate.parse("2026-11-21"),
                    "gpt-4o",
                    TokenClass.INPUT,
                    120_000,
                    Usd.parse("0.3"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "day,model,class,quantity,amount_usd\n2026-11-21,gpt-4o,input,120000,0.30",
                "\uFEFFday,model,class,quantity,amount_usd\r\n2026-11-21,gpt-4o,input,120000,0.30\r\n",
                "Day, Model ,CLASS,quantity,amount_usd\n\n\"2026-11-21\", gpt-4o,\"input\",120000,0.300000000\n,,,,\n",
            })
    void acceptsALineHoweverTheFileIsWritten(String text) {
        assertThat(lines(text)).containsExactly(LINE);
    }

    @Test
    void takesAModelWithACommaAndAQuoteInIt() {
        assertThat(lines(with("2026-11-21,\"a, \"\"b\"\"\",output,0,0")))
                .extracting(BillLine::model)
                .containsExactly("a, \"b\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    21.11.2026,m,input,1,1            | like 2026-11-22
                    2026-02-30,m,input,1,1            | like 2026-11-22
                    2026-11-22,m,input,1,1            | not over yet
                    2027-01-01,m,input,1,1            | not over yet
                    2019-12-31,m,input,1,1            | before 2020-01-01
                    2026-11-21,,input,1,1             | 1 to 200 characters
                    2026-11-21,=1+1,input,1,1         | begins like a formula
                    2026-11-21,@SUM(A1),input,1,1     | begins like a formula
                    2026-11-21,m,Input,1,1            | must be one of: input, cache_read
                    2026-11-21,m,tokens,1,1           | must be one of
                    2026-11-21,m,input,-1,1           | quantity is negative
                    2026-11-21,m,input,1.5,1          | whole number
                    2026-11-21,m,input,"1,000",1      | without separators
                    2026-11-21,m,input,1e6,1          | whole number
                    2026-11-21,m,input,1234567890123456,1 | up to 15 digits
                    2026-11-21,m,input,1,-0.01        | amount is negative: what the provider gives back has the class credit
                    2026-11-21,m,credit,0,0.01        | credit must be negative
                    2026-11-21,m,credit,0,-0          | credit must be negative
                    2026-11-21,m,credit,0,-1.0000000001 | credit must be negative
                    2026-11-21,m,credit,-1,-1         | quantity is negative
                    2026-11-21,,credit,0,-1           | 1 to 200 characters
                    2026-11-21,m,input,1,$1           | up to nine decimals
                    2026-11-21,m,input,1,0.0000000001 | up to nine decimals
                    2026-11-21,m,input,1,100000000    | below 100 million
                    2026-11-21,m,input,1,=A1*2        | must be dollars
                    2026-11-21,m,input,1,NaN          | must be dollars
                    2026-11-21,m,input,1              | 4 cells instead of 5
                    2026-11-21,m,input,1,1,1          | 6 cells instead of 5
                    """)
    void saysWhyALineIsRefused(String line, String reason) {
        assertThat(BillFile.read(with("2026-11-20,m,input,1,1\n" + line), TODAY))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> {
                            assertThat(refused.refused()).isEqualTo(1);
                            assertThat(refused.reasons().getFirst().line()).isEqualTo(3);
                            assertThat(refused.reasons().getFirst().text()).contains(reason);
                        });
    }

    @Test
    void takesWhatTheProviderGivesBackApart() {
        String text =
                with(
                        """
                        2026-11-21,gpt-4o,input,120000,0.30
                        2026-11-21,promotional credit,credit,0,-5.00
                        """);

        assertThat(BillFile.read(text, TODAY))
                .isInstanceOfSatisfying(
                        Accepted.class,
                        file -> {
                            assertThat(file.lines()).containsExactly(LINE);
                            assertThat(file.credits())
                                    .containsExactly(
                                            new BillCredit(
                                                    LINE.day(),
                                                    "promotional credit",
                                                    Usd.parse("-5")));
                        });
    }

    @Test
    void wantsACreditOnADayThatIsBilled() {
        String line = "2026-11-21,m,input,1,1\n";

        assertThat(reasons(with(line + "2026-11-20,sorry,credit,0,-1")))
                .singleElement()
                .satisfies(it -> assertThat(it.text()).contains("sorry", "2026-11-20"));
        assertThat(reasons(with(line + "2026-11-21,c,credit,0,-1\n2026-11-21,c,credit,0,-2")))
                .containsExactly(new Reason(4, "Line 3 is about the same day, model and class."));
        assertThat(reasons(with(line + "2026-11-21,c,credit,0,-99999999.5"))).hasSize(1);
    }

    @Test
    void namesTheLineThatIsThereTwice() {
        assertThat(reasons(with("2026-11-21,m,input,1,1\n2026-11-21,m,input,2,2")))
                .containsExactly(new Reason(3, "Line 2 is about the same day, model and class."));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026-11-21,gpt-4o,input,120000,0.30",
                "day;model;class;quantity;amount_usd",
                "model,day,class,quantity,amount_usd\ngpt-4o,2026-11-21,input,1,1"
            })
    void wantsTheColumnsInTheFirstLine(String text) {
        assertThat(reasons(text))
                .containsExactly(
                        new Reason(
                                0, "The first line must be: day,model,class,quantity,amount_usd"));
    }

    @Test
    void refusesAFileWithoutLines() {
        assertThat(reasons("day,model,class,quantity,amount_usd\n")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-21,\"gpt-4o,input,1,1",
                "2026-11-21,\"gpt\"-4o,input,1,1",
                "2026-11-21,\"gpt\n4o\",input,1,1"
            })
    void refusesWhatIsNoTable(String line) {
        assertThat(reasons(with(line))).isNotEmpty();
    }

    @Test
    void refusesMoreThanItTakesAndTellsTheFirstReasons() {
        String bad = "x,m,input,1,1\n";

        assertThat(reasons(with(bad.repeat(BillFile.MAX_LINES + 1))))
                .containsExactly(new Reason(0, "The file has more than 20,000 lines."));
        assertThat(reasons("x".repeat(BillFile.MAX_LENGTH + 1))).hasSize(1);
        assertThat(BillFile.read(with(bad.repeat(500)), TODAY))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> {
                            assertThat(refused.refused()).isEqualTo(500);
                            assertThat(refused.reasons()).hasSize(BillFile.MAX_REASONS);
                        });
    }

    /** 93 such lines are more than 64 bits of nano-dollars hold. */
    @Test
    void refusesMoreThanAHundredMillionDollarsInAll() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 93; i++) {
            text.append("2026-11-21,m").append(i).append(",input,1,99999999\n");
        }
        String most = "2026-11-21,m,input,1,99999999.99\n2026-11-20,m,input,1,0.01";

        assertThat(reasons(with(text.toString())))
                .containsExactly(
                        new Reason(0, "The lines come to more than 100 million dollars in all."));
        assertThat(lines(with(most))).hasSize(2);
        assertThat(reasons(with(most + "1"))).hasSize(1);
    }

    @Test
    void takesAsManyLinesAsItPromises() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < BillFile.MAX_LINES; i++) {
            text.append("2026-11-21,m").append(i).append(",input,1,0.01\n");
        }

        assertThat(lines(with(text.toString()))).hasSize(BillFile.MAX_LINES);
    }

    private static String with(String lines) {
        return BillFile.HEADER + "\n" + lines;
    }

    private static List<BillLine> lines(String text) {
        return ((Accepted) BillFile.read(text, TODAY)).lines();
    }

    private static List<Reason> reasons(String text) {
        return ((Refused) BillFile.read(text, TODAY)).reasons();
    }
}
