package dev.turnpike.billing.pricelists;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keeps the last good text of each list, and whose turn it is to fetch it. */
public interface PriceListBook {

    /**
     * Takes the turn to fetch this list if it is due, or lies elsewhere now. Of several servers one
     * gets it, and until {@code next} no other. What another place said is forgotten then.
     */
    boolean claim(ListSource source, Instant now, Instant next);

    /** What there is of it, if it came from this place. */
    Optional<KeptList> find(ListSource source);

    /** Keeps a new text; the list is due again at {@code next}. */
    void keep(KeptList list, Instant next);

    /** The text that we have is still the list. */
    void confirm(ListFormat format, Instant at, Instant next);

    /** A try brought nothing; what we have stays. */
    void fail(ListFormat format, String reason);

    /** Every list that was ever claimed. */
    List<ListState> listStates();
}
