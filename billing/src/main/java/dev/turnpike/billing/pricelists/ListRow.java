package dev.turnpike.billing.pricelists;

/** A row of a price list: a price, or why there is none that we believe. */
public sealed interface ListRow {

    RowName name();

    /** A row that can be understood as a whole. */
    record Priced(RowName name, ListedPrice price) implements ListRow {}

    /**
     * A row of which something is wrong or unknown; none of its prices is used.
     *
     * @param reason for the operator
     */
    record Refused(RowName name, String reason) implements ListRow {
        public Refused {
            reason = ListWords.sentence(reason);
        }
    }
}
