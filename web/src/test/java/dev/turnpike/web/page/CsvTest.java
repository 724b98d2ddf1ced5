package dev.turnpike.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.billing.money.Usd;
import dev.turnpike.web.page.Csv.Cell;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {

    @Test
    void endsLinesAndQuotesAsRfc4180Says() {
        Csv csv = new Csv("name", "amount");
        csv.add(Cell.text("plain"), Cell.amount(Usd.parse("1.5")));
        csv.add(Cell.text("with, comma"), Cell.amount(new Usd(-1)));
        csv.add(Cell.text("with \"quotes\""), Cell.number(-7));
        csv.add(Cell.text("two\r\nlines"), Cell.text(""));

        assertThat(text(csv))
                .isEqualTo(
                        "name,amount\r\n"
                                + "plain,1.500000000\r\n"
                                + "\"with, comma\",-0.000000001\r\n"
                                + "\"with \"\"quotes\"\"\",-7\r\n"
                                + "\"two\r\nlines\",\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"})
    void turnsNothingThatSomebodyWroteIntoAFormula(String name) {
        Csv csv = new Csv("name");
        csv.add(Cell.text(name));

        assertThat(text(csv)).matches("name\r\n\"?'[^,]*\\Q" + name + "\\E\"?\r\n");
    }

    @Test
    void leavesAsItIsWhatIsNoFormula() {
        Csv csv = new Csv("name");
        csv.add(Cell.text("a=1"));
        csv.add(Cell.text("Zoë"));

        assertThat(text(csv)).isEqualTo("name\r\na=1\r\nZoë\r\n");
    }

    private static String text(Csv csv) {
        return new String(csv.toBytes(), StandardCharsets.UTF_8);
    }
}
