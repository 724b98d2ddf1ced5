package dev.turnpike.billing.catalog;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One row of a catalogue file; every getter names file, line and column when the cell is wrong. */
record CatalogRow(String file, int line, List<String> columns, List<String> cells) {

    private static final String LIST_SEPARATOR = ";";
    private static final Pattern WHOLE_NUMBER = Pattern.compile("0|[1-9][0-9]{0,17}");

    String text(String column) {
        String cell = find(column);
        if (cell == null) {
            throw wrong(column, "must not be empty");
        }
        return cell;
    }

    /** The cell, or null when it is empty. */
    @Nullable String find(String column) {
        String cell = cells.get(columns.indexOf(column));
        return cell.isEmpty() ? null : cell;
    }

    List<String> list(String column) {
        String cell = find(column);
        if (cell == null) {
            return List.of();
        }
        List<String> parts = List.of(cell.split(LIST_SEPARATOR, -1));
        if (parts.stream().anyMatch(String::isBlank)
                || parts.stream().distinct().count() < parts.size()) {
            throw wrong(column, "a list has no empty and no repeated parts: " + cell);
        }
        return parts;
    }

    List<String> filledList(String column) {
        text(column);
        return list(column);
    }

    /** A whole number of at least one. */
    long count(String column) {
        return count(column, text(column));
    }

    @Nullable Long findCount(String column) {
        String cell = find(column);
        return cell == null ? null : count(column, cell);
    }

    /**
     * A price in pico-dollars, or null when it is unknown. Zero means free, so it must be written.
     */
    @Nullable Long findPicos(String column) {
        String cell = find(column);
        if (cell == null) {
            return null;
        }
        if (cell.startsWith("-")) {
            throw wrong(column, "a price is never negative: " + cell);
        }
        return number(column, cell, "a price is a whole number of pico-dollars: ");
    }

    LocalDate date(String column) {
        return date(column, text(column));
    }

    @Nullable LocalDate findDate(String column) {
        String cell = find(column);
        return cell == null ? null : date(column, cell);
    }

    boolean yes(String column) {
        return switch (text(column)) {
            case "yes" -> true;
            case "no" -> false;
            default -> throw wrong(column, "is yes or no, not " + text(column));
        };
    }

    CatalogFormatException wrong(String column, String problem) {
        return new CatalogFormatException(file, line, column, problem);
    }

    private long count(String column, String cell) {
        long count = number(column, cell, "a count is a whole number: ");
        if (count == 0) {
            throw wrong(column, "a count is at least 1");
        }
        return count;
    }

    private long number(String column, String cell, String expectation) {
        if (!WHOLE_NUMBER.matcher(cell).matches()) {
            throw wrong(column, expectation + cell);
        }
        return Long.parseLong(cell);
    }

    private LocalDate date(String column, String cell) {
        try {
            return LocalDate.parse(cell);
        } catch (DateTimeParseException e) {
            CatalogFormatException wrong = wrong(column, "a date is YYYY-MM-DD: " + cell);
            wrong.initCause(e);
            throw wrong;
        }
    }
}
