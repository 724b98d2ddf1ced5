package dev.turnpike.billing.pricelists;

import java.time.LocalDate;

/** Understands price lists as they are published. */
public interface PriceListReader {

    /** Four times the largest list of today, which has 2 MB; nobody fetches or reads more. */
    int MAX_BYTES = 8 * 1024 * 1024;

    /**
     * Reads a list.
     *
     * @param today decides between prices that hold from a date on
     */
    Reading read(ListFormat format, byte[] bytes, LocalDate today);

    /** What came of it. */
    sealed interface Reading {

        /** A list, of which single rows may be refused. */
        record Read(PriceList list) implements Reading {}

        /** Nothing: it is not in this format, or larger than any real list. */
        record Unreadable(String reason) implements Reading {
            public Unreadable {
                reason = ListWords.sentence(reason);
            }
        }
    }
}
