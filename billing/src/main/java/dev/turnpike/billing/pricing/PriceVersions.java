package dev.turnpike.billing.pricing;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Keeps every edition of every price sheet; nothing in it is ever changed or removed. */
public interface PriceVersions {

    /**
     * Makes these sheets the current ones: an offer whose current edition is the same keeps it, the
     * others get a new one. Two nodes that publish the same list at the same moment end with one
     * edition each.
     *
     * @return the current edition of every offer in the list
     */
    List<PriceVersion> publish(Collection<Listing> listings);

    /**
     * Does the same, but leaves alone every offer whose current edition somebody else approved than
     * whoever approved the listing: what ships with us does not undo what was decided here.
     *
     * @return the current edition of every offer in the list
     */
    List<PriceVersion> publishShipped(Collection<Listing> listings);

    /** Until the caller's transaction ends, nobody else publishes. */
    void takeTurn();

    /** The last edition of this offer that was approved by this one. */
    Optional<PriceVersion> findLast(String offerId, String approvedBy);

    /** The last editions of this offer, the newest first. */
    List<PriceVersion> listLast(String offerId, int limit);

    /** The number of the newest edition of all offers; zero while there is none. */
    long newest();

    /** The current edition of every offer that ever had one. */
    List<PriceVersion> listCurrent();

    /** The edition with this number. */
    Optional<PriceVersion> find(long id);

    /** A price sheet as a list says it. */
    record Listing(String offerId, PriceSheet sheet, String source, String approvedBy) {}
}
