package dev.turnpike.web.page;

import dev.turnpike.billing.money.Usd;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * A table for spreadsheets and programs, as RFC 4180 has it: CRLF ends a line, and what holds a
 * comma, a quote or a line break stands in quotes.
 *
 * <p>Texts come from people. One that a spreadsheet could take for a formula gets an apostrophe in
 * front; amounts and numbers are ours and stay numbers, also negative ones.
 */
public final class Csv {

    /** What begins a formula in one spreadsheet or another. */
    private static final String FORMULA = "=+-@\t\r";

    private final StringBuilder lines = new StringBuilder();

    /** A table with these columns. */
    public Csv(String... columns) {
        add(Arrays.stream(columns).map(Cell::new).toArray(Cell[]::new));
    }

    /** One cell, ready but for its quotes. */
    public record Cell(String raw) {

        /** What somebody wrote. */
        public static Cell text(String text) {
            boolean isFormula = !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0;
            return new Cell(isFormula ? "'" + text : text);
        }

        /** Exact dollars, always with nine decimals. */
        public static Cell amount(Usd amount) {
            return new Cell(amount.toDecimal().toPlainString());
        }

        public static Cell number(long number) {
            return new Cell(Long.toString(number));
        }

        private String quoted() {
            boolean needsQuotes = raw.chars().anyMatch(each -> ",\"\r\n".indexOf(each) >= 0);
            return needsQuotes ? "\"" + raw.replace("\"", "\"\"") + "\"" : raw;
        }
    }

    public void add(Cell... cells) {
        lines.append(Arrays.stream(cells).map(Cell::quoted).collect(Collectors.joining(",")))
                .append("\r\n");
    }

    /** The file. */
    public byte[] toBytes() {
        return lines.toString().getBytes(StandardCharsets.UTF_8);
    }
}
