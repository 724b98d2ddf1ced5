package dev.turnpike.billing.reconciliation;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.util.ArrayList;
import java.util.List;

/**
 * A table as RFC 4180 has it, with whatever line ends and byte order mark; blanks around cells and
 * empty lines do not matter.
 */
final class CsvTable {

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private CsvTable() {}

    sealed interface Read permits Rows, Broken {}

    record Rows(List<Row> rows) implements Read {}

    /** It is no such table, or a longer one than was asked for. */
    record Broken(String problem) implements Read {}

    /**
     * @param line where it begins in the file, counted from one
     */
    record Row(long line, List<String> cells) {}

    static Read read(String text, int maxRows) {
        String table = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        List<Row> rows = new ArrayList<>();
        try {
            for (CsvRecord each : reader(table)) {
                List<String> cells = each.getFields().stream().map(String::strip).toList();
                if (cells.stream().allMatch(String::isEmpty)) {
                    continue;
                }
                if (rows.size() > maxRows) {
                    return new Broken("The file has more than %,d lines.".formatted(maxRows));
                }
                rows.add(new Row(each.getStartingLineNumber(), cells));
            }
        } catch (CsvParseException _) {
            return new Broken("The quotes are not closed as they should be.");
        }
        return new Rows(rows);
    }

    /** Lines of another length are for whoever knows the columns to refuse, one by one. */
    private static CsvReader<CsvRecord> reader(String table) {
        return CsvReader.builder()
                .allowExtraFields(true)
                .allowMissingFields(true)
                .ofCsvRecord(table);
    }
}
