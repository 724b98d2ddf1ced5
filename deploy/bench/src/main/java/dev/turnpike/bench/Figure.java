package dev.turnpike.bench;

/**
 * One line of the table.
 *
 * @param digits after the point
 */
record Figure(String title, int digits, Comparison comparison) {

    /** What of the two sides is worth knowing. */
    enum Comparison {
        /** Product divided by direct. */
        RATIO,
        /** Product minus direct. */
        DIFFERENCE,
        /** They are not compared. */
        NONE
    }
}
