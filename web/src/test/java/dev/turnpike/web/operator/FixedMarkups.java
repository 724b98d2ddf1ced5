package dev.turnpike.web.operator;

import dev.turnpike.billing.pricing.MarkupBook;
import dev.turnpike.billing.pricing.MarkupChange;
import java.util.ArrayList;
import java.util.List;

/** Markups that were each set once, in this order. */
public final class FixedMarkups implements MarkupBook {

    private final List<MarkupChange> changes;

    public FixedMarkups(MarkupChange... changes) {
        this.changes = new ArrayList<>(List.of(changes));
    }

    @Override
    public List<MarkupChange> listInForce() {
        return changes.stream().filter(change -> change.markup() != null).toList();
    }

    @Override
    public List<MarkupChange> listLast(int limit) {
        return changes.reversed().stream().limit(limit).toList();
    }

    @Override
    public void add(MarkupChange change) {
        changes.add(change);
    }
}
