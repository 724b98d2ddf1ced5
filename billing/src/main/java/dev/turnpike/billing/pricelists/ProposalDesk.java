package dev.turnpike.billing.pricelists;

import dev.turnpike.billing.pricelists.PriceProposal.Origin;
import dev.turnpike.billing.pricing.PriceVersion;
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
     * Opens a proposal in the place of the one that is open, unless that says the same of the same
     * edition or a person decided about the same before. What an upgrade brought is told once, so
     * lists wait until it is decided.
     */
    void propose(ProposalDraft draft) {
        Optional<PriceProposal> open = proposals.findOpen(draft.offerId());
        if (open.filter(it -> isSame(it, draft) || comesFirst(it, draft)).isPresent()) {
            return;
        }
        if (proposals.wasDecided(draft)) {
            open.filter(it -> it.origin() == draft.origin()).ifPresent(this::withdraw);
            return;
        }
        open.ifPresent(this::withdraw);
        proposals.add(draft, clock.instant());
    }

    /** The lists agree: what they disagreed on is settled, and what an upgrade brought is older. */
    void withdraw(String offerId) {
        proposals.findOpen(offerId).ifPresent(this::withdraw);
    }

    /**
     * There is nothing to ask. What is open stays only while it is about the edition in force, and
     * lists that may still say it are missing.
     *
     * @param allCount whether no list is missing
     */
    void settle(PriceVersion current, boolean allCount) {
        proposals
                .findOpen(current.offerId())
                .filter(
                        open ->
                                open.edition() != current.id()
                                        || (allCount && open.origin() == Origin.LISTS))
                .ifPresent(this::withdraw);
    }

    private static boolean comesFirst(PriceProposal open, ProposalDraft draft) {
        return open.origin() == Origin.SHIPPED
                && draft.origin() == Origin.LISTS
                && open.edition() == draft.edition();
    }

    private static boolean isSame(PriceProposal open, ProposalDraft draft) {
        return open.evidenceHash().equals(draft.hash()) && open.edition() == draft.edition();
    }

    private void withdraw(PriceProposal open) {
        proposals.withdraw(open.id(), clock.instant());
    }
}
