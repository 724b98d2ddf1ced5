package dev.turnpike.billing.pricelists;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One list as it was read, with one row for each name.
 *
 * @param elsewhere how many rows are about providers that we do not know
 */
public record PriceList(ListFormat format, Map<RowName, ListRow> rows, int elsewhere) {

    public PriceList {
        rows = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(rows));
    }

    /** A list of these rows. Of a name that occurs twice nothing is believed but the same twice. */
    public static PriceList of(ListFormat format, Collection<ListRow> rows, int elsewhere) {
        Map<RowName, List<ListRow>> byName = new LinkedHashMap<>();
        rows.forEach(row -> byName.computeIfAbsent(row.name(), name -> new ArrayList<>()).add(row));
        Map<RowName, ListRow> single = new LinkedHashMap<>();
        byName.forEach((name, same) -> single.put(name, single(name, same)));
        return new PriceList(format, single, elsewhere);
    }

    public Optional<ListRow> find(RowName name) {
        return Optional.ofNullable(rows.get(name));
    }

    private static ListRow single(RowName name, List<ListRow> same) {
        return same.stream().distinct().count() == 1
                ? same.getFirst()
                : new ListRow.Refused(name, "the list names it more than once and differently");
    }
}
