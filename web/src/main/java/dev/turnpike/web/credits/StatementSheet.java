package dev.turnpike.web.credits;

import dev.turnpike.billing.ledger.Posting.Kind;
import dev.turnpike.billing.ledger.Statement;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.web.page.Amount;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A statement as its page shows it: the rows add up to the closing balance. */
public record StatementSheet(Amount opening, List<Row> rows, Amount closing) {

    public StatementSheet {
        rows = List.copyOf(rows);
    }

    /**
     * One line of the sheet.
     *
     * @param note how many there were, or what it means
     */
    public record Row(String name, String note, Amount amount) {}

    /**
     * Calls are shown at what they cost, whether credit paid for them or they are still owed; what
     * is owed has a row of its own.
     */
    static StatementSheet of(Statement statement) {
        List<Row> rows = new ArrayList<>();
        rows.add(row(statement, "Purchases", "purchase", Kind.PURCHASE));
        rows.add(row(statement, "Promotional credit", "grant", Kind.PROMOTION));
        rows.add(row(statement, "Usage", "call", Kind.USAGE));
        rows.add(row(statement, "Expired credit", "expiry", Kind.PROMOTION_EXPIRED));
        rows.add(row(statement, "Refunds", "refund", Kind.REFUND, Kind.REFUND_FAILED));
        rows.add(row(statement, "Disputes", "dispute", Kind.DISPUTE, Kind.DISPUTE_WON));
        rows.add(row(statement, "Corrections", "correction", Kind.REVERSAL));
        Usd owed = statement.newlyOwed();
        if (!owed.isZero()) {
            rows.add(
                    new Row(
                            "Owed",
                            owed.isPositive()
                                    ? "cost of calls beyond your credit, not paid yet"
                                    : "paid for earlier calls",
                            Amount.of(owed)));
        }
        return new StatementSheet(
                Amount.of(statement.opening()), rows, Amount.of(statement.closing()));
    }

    /**
     * @param kind those are counted
     * @param undoing kinds that undo some of them
     */
    private static Row row(
            Statement statement, String name, String one, Kind kind, Kind... undoing) {
        long count = statement.count(kind);
        String many = one.endsWith("y") ? one.substring(0, one.length() - 1) + "ies" : one + "s";
        String note =
                count == 0
                        ? "none"
                        : String.format(Locale.ENGLISH, "%,d %s", count, count == 1 ? one : many);
        Usd worth = statement.worth(kind).plus(statement.worth(undoing));
        return new Row(name, note, Amount.of(worth));
    }
}
