package dev.turnpike.billing.pricelists;

import dev.turnpike.billing.pricelists.PriceProposal.Origin;
import dev.turnpike.billing.pricelists.PriceProposal.State;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Optional;

/** Lays proposals before the operator, each evidence once. */
@Singleton
public class ProposalDesk {

    private final PriceProposals proposals;
    private final InstantSource clock;

    @Inject
    public ProposalDesk(PriceProposals proposals, InstantSource clock) {
        this.proposals = proposals;
        this.clock = clock;
    }

    /**
     * Opens a proposal in the place of the one that is open, unless that has the same evidence or a
     * person decided about the same evidence before.
     */
    void propose(ProposalDraft draft) {
        String hash = draft.hash();
        Optional<PriceProposal> open = proposals.findOpen(draft.offerId());
        if (open.isPresent() && open.get().evidenceHash().equals(hash)) {
            return;
        }
        open.ifPresent(this::withdraw);
        if (!proposals.wasDecided(draft.offerId(), hash)) {
            proposals.add(draft, clock.instant());
        }
    }

    /** The lists agree: what they disagreed on before is settled. */
    void withdraw(String offerId) {
        proposals
                .findOpen(offerId)
                .filter(open -> open.origin() == Origin.LISTS)
                .ifPresent(this::withdraw);
    }

    private void withdraw(PriceProposal open) {
        proposals.close(open.id(), State.WITHDRAWN, clock.instant(), null);
    }
}
