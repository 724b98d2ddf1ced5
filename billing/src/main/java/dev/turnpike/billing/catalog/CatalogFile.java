package dev.turnpike.billing.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a table of tab-separated values: comment lines that start with {@code #}, a header that
 * names exactly the expected columns, then one row per line.
 *
 * <p>Strict on purpose: a shifted or misspelled column would turn into a wrong price.
 */
final class CatalogFile {

    private static final String SEPARATOR = "\t";
    private static final String COMMENT = "#";

    private CatalogFile() {}

    /** The text of a file that ships in this package. */
    static String shipped(String name) {
        try (InputStream stream = CatalogFile.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("The catalogue file " + name + " does not ship");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("The catalogue file " + name + " is unreadable", e);
        }
    }

    static List<CatalogRow> rows(String file, String text, List<String> columns) {
        List<CatalogRow> rows = new ArrayList<>();
        boolean headerSeen = false;
        int line = 0;
        for (String content : text.lines().toList()) {
            line++;
            if (content.startsWith(COMMENT)) {
                continue;
            }
            List<String> cells = List.of(content.split(SEPARATOR, -1));
            if (headerSeen) {
                rows.add(row(file, line, columns, cells));
            } else {
                checkHeader(file, line, columns, cells);
                headerSeen = true;
            }
        }
        if (!headerSeen) {
            throw new CatalogFormatException(file, 1, "the header is missing");
        }
        return rows;
    }

    private static void checkHeader(
            String file, int line, List<String> columns, List<String> cells) {
        if (!cells.equals(columns)) {
            throw new CatalogFormatException(
                    file, line, "the header is " + cells + " instead of " + columns);
        }
    }

    private static CatalogRow row(String file, int line, List<String> columns, List<String> cells) {
        if (cells.size() != columns.size()) {
            throw new CatalogFormatException(
                    file, line, cells.size() + " cells instead of " + columns.size());
        }
        for (int i = 0; i < cells.size(); i++) {
            String cell = cells.get(i);
            if (!cell.equals(cell.strip()) || cell.chars().anyMatch(Character::isISOControl)) {
                throw new CatalogFormatException(
                        file, line, columns.get(i), "stray space or control character");
            }
        }
        return new CatalogRow(file, line, columns, cells);
    }
}
