package dev.turnpike.billing.pricelists;

import dev.turnpike.billing.catalog.LiveCatalog;
import dev.turnpike.billing.pricelists.PriceProposal.Option;
import dev.turnpike.billing.pricelists.PriceProposal.State;
import dev.turnpike.billing.pricing.PriceVersion;
import dev.turnpike.billing.pricing.PriceVersions;
import dev.turnpike.billing.pricing.PriceVersions.Listing;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the operator decides about a proposal. */
@Singleton
public class ProposalDecision {

    private static final Set<String> NOT_PERSONS =
            Set.of(LiveCatalog.APPROVED_BY, PriceReconciliation.APPROVED_BY);

    private final PriceProposals proposals;
    private final PriceVersions versions;
    private final InstantSource clock;

    @Inject
    public ProposalDecision(PriceProposals proposals, PriceVersions versions, InstantSource clock) {
        this.proposals = proposals;
        this.versions = versions;
        this.clock = clock;
    }

    /** What became of a decision. */
    public sealed interface Outcome {

        /** These prices are in force. */
        record Approved(PriceVersion version) implements Outcome {}

        /** The price stays, and the same evidence does not come again. */
        record Rejected(String offerId) implements Outcome {}

        /** Another edition is in force than when it was proposed: nothing was published. */
        record OutOfDate(String offerId) implements Outcome {}

        /** Somebody decided before, or newer evidence came. */
        record NotOpen() implements Outcome {}

        /** There is no such proposal, or no such option in it. */
        record Unknown() implements Outcome {}
    }

    /** Whether a person approved an edition, and not a program. */
    static boolean isByPerson(String approvedBy) {
        return !NOT_PERSONS.contains(approvedBy);
    }

    /**
     * Makes one of the options the price in force.
     *
     * @param option counted from zero
     * @param by who decides, for people
     */
    @Transactional
    public Outcome approve(long id, int option, String by) {
        // Proposals come and go under this lock alone, so what is read now stays.
        versions.takeTurn();
        Optional<PriceProposal> found = proposals.find(id);
        if (found.isEmpty() || option < 0 || option >= found.get().options().size()) {
            return new Outcome.Unknown();
        }
        if (found.get().state() != State.OPEN) {
            return new Outcome.NotOpen();
        }
        String offer = found.get().offerId();
        if (found.get().edition() != inForce(offer)) {
            return new Outcome.OutOfDate(offer);
        }
        Option chosen = found.get().options().get(option);
        var listing = new Listing(offer, chosen.sheet(), chosen.source(), by);
        PriceVersion published = versions.publish(List.of(listing)).getFirst();
        proposals.decide(id, State.APPROVED, clock.instant(), by, published.id());
        return new Outcome.Approved(published);
    }

    /** Leaves the price as it is. */
    @Transactional
    public Outcome reject(long id, String by) {
        versions.takeTurn();
        Optional<PriceProposal> found = proposals.find(id);
        if (found.isEmpty()) {
            return new Outcome.Unknown();
        }
        String offer = found.get().offerId();
        return proposals.decide(id, State.REJECTED, clock.instant(), by, inForce(offer))
                ? new Outcome.Rejected(offer)
                : new Outcome.NotOpen();
    }

    private long inForce(String offerId) {
        return versions.listLast(offerId, 1).getFirst().id();
    }
}
