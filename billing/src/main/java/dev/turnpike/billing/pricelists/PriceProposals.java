package dev.turnpike.billing.pricelists;

import dev.turnpike.billing.pricelists.PriceProposal.State;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps every proposal. Of each offer one is open at most; what was decided never changes. */
public interface PriceProposals {

    Optional<PriceProposal> find(long id);

    Optional<PriceProposal> findOpen(String offerId);

    /** All that wait, the oldest first; there is one for each offer at most. */
    List<PriceProposal> listOpen();

    /** The last ones of this offer, the newest first, open or not. */
    List<PriceProposal> listLast(String offerId, int limit);

    int countOpen();

    /** Whether a person approved or rejected this evidence. */
    boolean wasDecided(String offerId, String evidenceHash);

    /** Adds an open one. */
    void add(ProposalDraft draft, Instant at);

    /**
     * Ends an open one; false when it is not open any more.
     *
     * @param by who decided; null when nobody did
     */
    boolean close(long id, State state, Instant at, @Nullable String by);
}
