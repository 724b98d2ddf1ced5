package dev.turnpike.journeys;

import dev.turnpike.billing.money.Usd;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** What operators import as bills of a provider, on purpose and by mistake. */
final class BillFiles {

    static final String HEADER = "day,model,class,quantity,amount_usd";

    private static final String FIRST = HEADER + "\n";
    private static final String NO_TABLE = "The first line must be";

    private BillFiles() {}

    /**
     * A file of which nothing is imported.
     *
     * @param why a part of what is said
     */
    record Bad(String text, String why) {}

    /** A line about a day that is over. */
    static String line(LocalDate day) {
        return day + ",lorem,input,12,0.5";
    }

    static List<Bad> bad(LocalDate over, LocalDate today) {
        String good = line(over);
        return List.of(
                new Bad("", NO_TABLE),
                new Bad("hello", NO_TABLE),
                new Bad("\u0000\u0001\u00ff\ufffd".repeat(1_000), NO_TABLE),
                new Bad(FIRST.replace(',', ';') + good.replace(',', ';'), NO_TABLE),
                new Bad(FIRST, "no line behind"),
                new Bad(FIRST + good + "\n" + good, "Line 2 is about the same"),
                new Bad(FIRST + good.replace("0.5", "-0.5"), "negative"),
                new Bad(FIRST + good.replace("12", "-12"), "negative"),
                new Bad(FIRST + good.replace("lorem", "=1+1"), "formula"),
                new Bad(FIRST + good.replace("0.5", "=1+1"), "amount must be"),
                new Bad(FIRST + good.replace("0.5", "NaN"), "amount must be"),
                new Bad(FIRST + good.replace("0.5", "1e9"), "amount must be"),
                new Bad(FIRST + good.replace("12", "1e9"), "quantity must be"),
                new Bad(FIRST + good.replace("input", "inputs"), "class must be"),
                new Bad(FIRST + line(today), "not over yet"),
                new Bad(FIRST + line(over).replaceFirst("^[0-9-]+", "2026-02-30"), "day must be"),
                new Bad(FIRST + line(over).replaceFirst("^[0-9-]+", "1999-12-31"), "2020"),
                new Bad(FIRST + "\"" + good, "1 cell instead"),
                new Bad(FIRST + good + "\n" + FIRST, "day must be"),
                new Bad(FIRST + (good + ",,,\n").repeat(150), "and 50 more"));
    }

    /**
     * A bill in the provider's words.
     *
     * @param priced lines of the operator's CSV of a month, which say what we priced
     * @param more is billed above that in the first line
     */
    static String of(List<String> priced, Usd more) {
        List<String> lines = new ArrayList<>(List.of(HEADER));
        Usd above = more;
        for (String line : priced) {
            List<String> cells = List.of(line.split(",", -1));
            Usd amount = Usd.parse(cells.get(4)).plus(above);
            lines.add(
                    String.join(",", cells.subList(0, 4))
                            + ","
                            + amount.toDecimal().toPlainString());
            above = Usd.ZERO;
        }
        return String.join("\n", lines);
    }
}
