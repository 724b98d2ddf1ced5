package dev.turnpike.billing.pricelists;

import dev.turnpike.billing.pricing.PriceSheet;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Decides what lists say together; it believes no list alone. */
final class Reconciler {

    private Reconciler() {}

    /**
     * Compares rows about one model at one provider.
     *
     * @param rows at most one of each list
     */
    static Verdict judge(Map<ListFormat, ListRow> rows) {
        if (rows.isEmpty()) {
            return new Verdict.Unknown();
        }
        if (rows.size() == 1) {
            return new Verdict.SingleSource(rows.keySet().iterator().next());
        }
        Map<ListFormat, String> refused = new EnumMap<>(ListFormat.class);
        Map<ListFormat, ListedPrice> said = new EnumMap<>(ListFormat.class);
        rows.forEach(
                (list, row) -> {
                    switch (row) {
                        case ListRow.Refused(var _, String reason) -> refused.put(list, reason);
                        case ListRow.Priced(var _, ListedPrice price) -> said.put(list, price);
                    }
                });
        return refused.isEmpty() ? compare(said) : new Verdict.Refused(refused);
    }

    private static Verdict compare(Map<ListFormat, ListedPrice> said) {
        Votes usual = Votes.ofUsual(sheets(said));
        List<String> differences = new ArrayList<>(usual.differences());
        Map<Condition, PriceSheet> conditions = new LinkedHashMap<>();
        Set<String> beyond = new TreeSet<>();
        said.values().forEach(price -> beyond.addAll(price.beyond()));
        for (Condition condition : conditions(said)) {
            Map<ListFormat, PriceSheet> sheets = sheets(condition, said);
            Votes votes = Votes.ofConditional(condition, sheets);
            differences.addAll(votes.differences());
            conditions.put(condition, votes.agreed());
        }
        return differences.isEmpty()
                ? new Verdict.Agreed(
                        new ListedPrice(usual.agreed(), conditions, beyond),
                        List.copyOf(said.keySet()))
                : new Verdict.Disagreed(differences);
    }

    private static Map<ListFormat, PriceSheet> sheets(Map<ListFormat, ListedPrice> said) {
        Map<ListFormat, PriceSheet> sheets = new EnumMap<>(ListFormat.class);
        said.forEach((list, price) -> sheets.put(list, price.base()));
        return sheets;
    }

    private static Map<ListFormat, PriceSheet> sheets(
            Condition condition, Map<ListFormat, ListedPrice> said) {
        Map<ListFormat, PriceSheet> sheets = new EnumMap<>(ListFormat.class);
        said.forEach(
                (list, price) -> {
                    PriceSheet sheet = price.conditions().get(condition);
                    if (sheet != null) {
                        sheets.put(list, sheet);
                    }
                });
        return sheets;
    }

    private static Set<Condition> conditions(Map<ListFormat, ListedPrice> said) {
        Set<Condition> conditions = new LinkedHashSet<>();
        said.values().forEach(price -> conditions.addAll(price.conditions().keySet()));
        return conditions;
    }
}
