package dev.turnpike.billing.pricelists.wire;

import dev.turnpike.billing.pricelists.ListFormat;
import dev.turnpike.billing.pricelists.ListRow;
import dev.turnpike.billing.pricelists.ListedPrice;
import dev.turnpike.billing.pricelists.PriceList;
import dev.turnpike.billing.pricelists.RowName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;

/** Gathers the rows of a list; one that cannot be read becomes a refusal under its names. */
final class RowCollector {

    private final List<ListRow> rows = new ArrayList<>();
    private int elsewhere;

    /** A row about a provider that we do not know. */
    void elsewhere() {
        elsewhere++;
    }

    void add(Collection<RowName> names, Supplier<ListedPrice> price) {
        List<RowName> proper = names.stream().filter(RowCollector::isProper).toList();
        if (proper.isEmpty()) {
            elsewhere();
            return;
        }
        try {
            ListedPrice read = price.get();
            proper.forEach(name -> rows.add(new ListRow.Priced(name, read)));
        } catch (RefusedRowException e) {
            String reason = String.valueOf(e.getMessage());
            proper.forEach(name -> rows.add(new ListRow.Refused(name, reason)));
        }
    }

    PriceList toList(ListFormat format) {
        if (rows.isEmpty()) {
            throw new UnreadableListException("it has no row of a provider that we know");
        }
        return PriceList.of(format, rows, elsewhere);
    }

    private static boolean isProper(RowName name) {
        return !name.model().isBlank()
                && name.model().length() <= RowName.MAX_LENGTH
                && name.model().chars().noneMatch(Character::isISOControl);
    }
}
