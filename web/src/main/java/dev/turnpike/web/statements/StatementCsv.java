package dev.turnpike.web.statements;

import dev.turnpike.billing.statements.Breakdown;
import dev.turnpike.billing.statements.Breakdown.Rest;
import dev.turnpike.billing.statements.Breakdown.Share;
import dev.turnpike.billing.statements.MonthlyStatement;
import dev.turnpike.billing.statements.MonthlyStatement.Movement;
import dev.turnpike.web.page.Csv;
import dev.turnpike.web.page.Csv.Cell;
import dev.turnpike.web.statements.Statements.Found;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A statement as a table. Columns and the words in the first four of them stay as they are; new
 * columns come last, and there may be new sections and items.
 *
 * <ul>
 *   <li>{@code month}: such as 2026-11, in UTC
 *   <li>{@code status}: {@code final}, or {@code so_far} while the month lasts
 *   <li>{@code section}: {@code balance}, {@code movement}, {@code usage_by_model}, {@code
 *       usage_by_key} or {@code usage_by_workspace}
 *   <li>{@code item}: {@code opening} or {@code closing}; what moved the balance; {@code share} or
 *       {@code others}
 *   <li>{@code id}: of a model, key or workspace
 *   <li>{@code name}: of it, as its owner calls it
 *   <li>{@code count}: of transactions or calls; for {@code others} of calls
 *   <li>{@code amount_usd}: with nine decimals. Balances and movements add up: into the balance is
 *       positive. Usage is what calls cost: each of its sections sums to the movement {@code
 *       usage}, which is negative
 * </ul>
 */
final class StatementCsv {

    private static final Cell EMPTY = Cell.text("");

    private final String month;
    private final String status;
    private final Csv table =
            new Csv("month", "status", "section", "item", "id", "name", "count", "amount_usd");

    private StatementCsv(String month, String status) {
        this.month = month;
        this.status = status;
    }

    static Csv of(Found found) {
        StatementCsv csv =
                new StatementCsv(found.month().code(), found.isOver() ? "final" : "so_far");
        csv.add(found.statement());
        return csv.table;
    }

    private void add(MonthlyStatement statement) {
        add("balance", "opening", EMPTY, EMPTY, EMPTY, Cell.amount(statement.opening()));
        for (Movement movement : statement.movements()) {
            add(
                    "movement",
                    movement.item().name().toLowerCase(Locale.ROOT),
                    EMPTY,
                    EMPTY,
                    Cell.number(movement.count()),
                    Cell.amount(movement.amount()));
        }
        add("balance", "closing", EMPTY, EMPTY, EMPTY, Cell.amount(statement.closing()));
        statement.usage().forEach(this::add);
    }

    private void add(Breakdown breakdown) {
        String section = "usage_by_" + breakdown.by().name().toLowerCase(Locale.ROOT);
        for (Share share : breakdown.shares()) {
            add(
                    section,
                    "share",
                    Cell.text(share.id()),
                    Cell.text(share.name()),
                    Cell.number(share.calls()),
                    Cell.amount(share.cost()));
        }
        Rest rest = breakdown.rest();
        if (rest.members() > 0) {
            add(
                    section,
                    "others",
                    EMPTY,
                    Cell.text(rest.members() + " others"),
                    Cell.number(rest.calls()),
                    Cell.amount(rest.cost()));
        }
    }

    /** A line; the last four cells are id, name, count and amount. */
    private void add(String section, String item, Cell... others) {
        Stream<Cell> first = Stream.of(month, status, section, item).map(Cell::text);
        table.add(Stream.concat(first, Stream.of(others)).toArray(Cell[]::new));
    }
}
