package dev.turnpike.web.statements;

import dev.turnpike.billing.statements.Breakdown;
import dev.turnpike.billing.statements.Breakdown.Rest;
import dev.turnpike.billing.statements.Breakdown.Share;
import dev.turnpike.billing.statements.MonthlyStatement;
import dev.turnpike.billing.statements.MonthlyStatement.Item;
import dev.turnpike.billing.statements.MonthlyStatement.Movement;
import dev.turnpike.web.page.Amount;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A statement as its page shows it: the rows add up to the closing balance, and each table to the
 * usage.
 */
public record StatementSheet(Amount opening, List<Row> rows, Amount closing, List<Table> usage) {

    public StatementSheet {
        rows = List.copyOf(rows);
        usage = List.copyOf(usage);
    }

    /**
     * One line of the sheet.
     *
     * @param note how many there were, or what it means
     */
    public record Row(String name, String note, Amount amount) {}

    /**
     * Usage, taken apart in one way.
     *
     * @param id for the page, such as {@code model}
     * @param head of the first column
     */
    public record Table(String id, String head, List<Line> lines, Amount total) {}

    /**
     * A line of usage.
     *
     * @param note the beginning of a key; empty for others
     */
    public record Line(String name, String note, String calls, Amount cost) {}

    /**
     * Calls are shown at what they cost, whether credit paid for them or they are still owed; what
     * is owed has rows of its own.
     */
    static StatementSheet of(MonthlyStatement statement) {
        return new StatementSheet(
                Amount.of(statement.opening()),
                statement.movements().stream()
                        .filter(StatementSheet::isShown)
                        .map(StatementSheet::row)
                        .toList(),
                Amount.of(statement.closing()),
                statement.usage().stream().map(StatementSheet::table).toList());
    }

    /** What is rare is left out where there was none. */
    private static boolean isShown(Movement movement) {
        return switch (movement.item()) {
            case PURCHASES, PROMOTIONS, USAGE, EXPIRED -> true;
            case REFUNDED_USAGE,
                    REVERSED_CREDIT,
                    REFUNDED_PAYMENTS,
                    DISPUTED_PAYMENTS,
                    OWED,
                    OWED_PAID ->
                    movement.count() > 0 || !movement.amount().isZero();
        };
    }

    private static Row row(Movement movement) {
        String name = name(movement.item());
        String note =
                switch (movement.item()) {
                    case PURCHASES -> count(movement, "purchase", "purchases");
                    case PROMOTIONS -> count(movement, "grant", "grants");
                    case USAGE -> count(movement, "call", "calls");
                    case REFUNDED_USAGE -> "cost of calls, given back: " + movement.count();
                    case REVERSED_CREDIT -> "credit that was undone: " + movement.count();
                    case EXPIRED -> count(movement, "expiry", "expiries");
                    case REFUNDED_PAYMENTS -> "credit of payments that were paid back";
                    case DISPUTED_PAYMENTS -> "credit of payments that were disputed";
                    case OWED -> "beyond your credit of that time";
                    case OWED_PAID -> "out of later credit";
                };
        return new Row(name, note, Amount.of(movement.amount()));
    }

    /** As people call it. */
    static String name(Item item) {
        return switch (item) {
            case PURCHASES -> "Purchases";
            case PROMOTIONS -> "Promotional credit";
            case USAGE -> "Usage";
            case REFUNDED_USAGE -> "Refunded usage";
            case REVERSED_CREDIT -> "Reversed credit";
            case EXPIRED -> "Expired credit";
            case REFUNDED_PAYMENTS -> "Refunded payments";
            case DISPUTED_PAYMENTS -> "Disputed payments";
            case OWED -> "Owed";
            case OWED_PAID -> "Paid of what was owed";
        };
    }

    private static Table table(Breakdown breakdown) {
        List<Line> lines = new ArrayList<>();
        for (Share share : breakdown.shares()) {
            lines.add(
                    new Line(
                            share.name(),
                            share.label(),
                            number(share.calls()),
                            Amount.of(share.cost())));
        }
        Rest rest = breakdown.rest();
        if (rest.members() > 0) {
            lines.add(
                    new Line(
                            "All others",
                            number(rest.members()),
                            number(rest.calls()),
                            Amount.of(rest.cost())));
        }
        String head =
                switch (breakdown.by()) {
                    case MODEL -> "Model";
                    case KEY -> "Key";
                    case WORKSPACE -> "Workspace";
                };
        return new Table(head.toLowerCase(Locale.ROOT), head, lines, Amount.of(breakdown.total()));
    }

    private static String count(Movement movement, String one, String many) {
        return movement.count() == 0
                ? "none"
                : number(movement.count()) + " " + (movement.count() == 1 ? one : many);
    }

    private static String number(long number) {
        return String.format(Locale.ENGLISH, "%,d", number);
    }
}
