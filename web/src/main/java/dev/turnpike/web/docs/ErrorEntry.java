package dev.turnpike.web.docs;

import java.util.List;

/**
 * What there is to know of one error of the API.
 *
 * @param name its own name, the anchor of its paragraph
 * @param type what replies carry as {@code error_type}; some errors share one
 * @param retry whether it is worth trying again
 * @param charge what such a call costs
 */
public record ErrorEntry(
        String name,
        String type,
        String status,
        String meaning,
        String remedy,
        String retry,
        String charge) {

    static final List<String> COLUMNS =
            List.of("name", "error_type", "status", "meaning", "remedy", "retry", "charge");

    static ErrorEntry of(List<String> cells) {
        if (cells.size() != COLUMNS.size()) {
            throw new IllegalArgumentException(
                    "Expected " + COLUMNS.size() + " cells, not " + cells);
        }
        return new ErrorEntry(
                cells.get(0),
                cells.get(1),
                cells.get(2),
                cells.get(3),
                cells.get(4),
                cells.get(5),
                cells.get(6));
    }
}
