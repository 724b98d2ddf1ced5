package dev.turnpike.billing.pricelists;

import dev.turnpike.billing.pricelists.PriceProposal.State;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keeps every proposal. Of each offer one is open at most; what was decided never changes. */
public interface PriceProposals {

    Optional<PriceProposal> find(long id);

    Optional<PriceProposal> findOpen(String offerId);

    /** All that wait, the oldest first; there is one for each offer at most. */
    List<PriceProposal> listOpen();

    /** The last ones of this offer, the newest first, open or not. */
    List<PriceProposal> listLast(String offerId, int limit);

    int countOpen();

    /**
     * Whether the same needs no decision, because a person approved or rejected it before. What
     * lists say is decided only as long as the edition that the decision left is in force; what an
     * upgrade brought, for good, and also when lists settled it.
     */
    boolean wasDecided(ProposalDraft draft);

    /** Adds an open one. */
    void add(ProposalDraft draft, Instant at);

    /**
     * A person decides about an open one; false when it is not open any more.
     *
     * @param left the number of the edition that is in force then
     */
    boolean decide(long id, State state, Instant at, String by, long left);

    /** Ends an open one about which nobody decided; false when it is not open any more. */
    boolean withdraw(long id, Instant at);
}
