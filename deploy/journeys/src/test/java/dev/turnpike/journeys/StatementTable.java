package dev.turnpike.journeys;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The CSV of a statement, read as its customer's spreadsheet does. */
record StatementTable(List<List<String>> rows) {

    private static final int SECTION = 2;
    private static final int ITEM = 3;
    private static final int NAME = 5;
    private static final int COUNT = 6;
    private static final int AMOUNT = 7;

    StatementTable {
        rows = List.copyOf(rows);
    }

    /** So many calls, and what they cost. */
    record Share(long calls, BigDecimal cost) {

        static final Share NONE = new Share(0, BigDecimal.ZERO.setScale(9));

        Share plus(Share other) {
            return new Share(calls + other.calls, cost.add(other.cost));
        }
    }

    /** Of names without commas and quotes. */
    static StatementTable of(String csv) {
        return new StatementTable(
                csv.lines().skip(1).map(line -> List.of(line.split(",", -1))).toList());
    }

    /** Opening and closing balance, and what lies between, by their items. */
    Map<String, BigDecimal> movements() {
        Map<String, BigDecimal> amounts = new HashMap<>();
        for (List<String> row : rows) {
            if (List.of("balance", "movement").contains(row.get(SECTION))) {
                amounts.put(row.get(ITEM), new BigDecimal(row.get(AMOUNT)));
            }
        }
        return amounts;
    }

    /** By name: those of one section are all different. */
    Map<String, Share> shares(String section) {
        Map<String, Share> shares = new HashMap<>();
        for (List<String> row : rows) {
            if (row.get(SECTION).equals(section)) {
                shares.put(
                        row.get(NAME),
                        new Share(Long.parseLong(row.get(COUNT)), new BigDecimal(row.get(AMOUNT))));
            }
        }
        return shares;
    }
}
