package dev.turnpike.billing.pricing;

import java.util.List;

/** Keeps every change of a markup; nothing in it is ever changed or removed. */
public interface MarkupBook {

    /** Those in force: the last change of each subject, unless it removed the markup. */
    List<MarkupChange> listInForce();

    /** The last changes, the newest first. */
    List<MarkupChange> listLast(int limit);

    void add(MarkupChange change);
}
