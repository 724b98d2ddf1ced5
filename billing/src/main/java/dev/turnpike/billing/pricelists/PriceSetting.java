package dev.turnpike.billing.pricelists;

import dev.turnpike.billing.money.UnitPrice;
import dev.turnpike.billing.pricelists.PriceProposal.State;
import dev.turnpike.billing.pricing.PriceSheet;
import dev.turnpike.billing.pricing.PriceVersion;
import dev.turnpike.billing.pricing.PriceVersions;
import dev.turnpike.billing.pricing.PriceVersions.Listing;
import dev.turnpike.billing.pricing.TokenClass;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Prices that the operator types or takes back: editions of a person, which lists do not undo. */
@Singleton
public class PriceSetting {

    private final PriceVersions versions;
    private final PriceProposals proposals;
    private final InstantSource clock;

    @Inject
    public PriceSetting(PriceVersions versions, PriceProposals proposals, InstantSource clock) {
        this.versions = versions;
        this.proposals = proposals;
        this.clock = clock;
    }

    /**
     * Usual prices for an offer.
     *
     * @param seen the number of the edition that was in force when they were typed
     * @param usual all of them, input and output among them
     * @param reason for the history; may be empty
     * @param isMeant whether moves that are rather slips are meant
     */
    public record Typed(
            String offerId,
            long seen,
            Map<TokenClass, UnitPrice> usual,
            String reason,
            boolean isMeant) {

        public Typed {
            usual = Map.copyOf(usual);
            reason = ListWords.name(reason);
            if (!new PriceSheet(usual).isComplete()) {
                throw new IllegalArgumentException("Input and output have a price: " + usual);
            }
        }

        String source() {
            return reason.isEmpty() ? "typed by hand" : "typed by hand: " + reason;
        }
    }

    /** What became of it. */
    public sealed interface Outcome {

        /** These prices are in force. */
        record Done(PriceVersion version) implements Outcome {}

        /** They were in force already: there is no new edition. */
        record Same() implements Outcome {}

        /** The prices of these classes move more than tenfold, or from or to zero. */
        record Doubtful(Set<TokenClass> classes) implements Outcome {
            public Doubtful {
                classes = Set.copyOf(classes);
            }
        }

        /** Another edition is in force than the one that was looked at. */
        record OutOfDate() implements Outcome {}

        /** There is no such offer, or no such edition of it with a price. */
        record Unknown() implements Outcome {}
    }

    /**
     * Makes these the usual prices. Prices on conditions stay as they are.
     *
     * @param by who decides, for people
     */
    @Transactional
    public Outcome set(Typed typed, String by) {
        return findInForce(typed.offerId())
                .map(it -> set(it, typed, by))
                .orElseGet(Outcome.Unknown::new);
    }

    /**
     * Makes an edition of the sheet of an earlier one, conditions included.
     *
     * @param seen the number of the edition that was in force when it was asked for
     */
    @Transactional
    public Outcome restore(String offerId, long seen, long edition, String by) {
        return findInForce(offerId)
                .map(it -> restore(it, seen, edition, by))
                .orElseGet(Outcome.Unknown::new);
    }

    /** Stays in force until the caller's transaction ends. */
    private Optional<PriceVersion> findInForce(String offerId) {
        versions.takeTurn();
        return versions.listLast(offerId, 1).stream().findFirst();
    }

    private Outcome set(PriceVersion current, Typed typed, String by) {
        if (current.id() != typed.seen()) {
            return new Outcome.OutOfDate();
        }
        PriceSheet sheet = new PriceSheet(typed.usual(), current.sheet().variants());
        Set<TokenClass> bold = Movement.bold(current.sheet(), sheet);
        return bold.isEmpty() || typed.isMeant()
                ? publish(current, new Listing(current.offerId(), sheet, typed.source(), by))
                : new Outcome.Doubtful(bold);
    }

    private Outcome restore(PriceVersion current, long seen, long edition, String by) {
        if (current.id() != seen) {
            return new Outcome.OutOfDate();
        }
        return versions.find(edition)
                .filter(it -> it.offerId().equals(current.offerId()))
                .map(PriceVersion::sheet)
                .filter(PriceSheet::isComplete)
                .map(sheet -> new Listing(current.offerId(), sheet, source(edition), by))
                .map(listing -> publish(current, listing))
                .orElseGet(Outcome.Unknown::new);
    }

    private static String source(long edition) {
        return "edition " + edition + " put in force again";
    }

    /** Whoever sets a price has decided about what is proposed for it. */
    private Outcome publish(PriceVersion current, Listing listing) {
        if (listing.sheet().equals(current.sheet())) {
            return new Outcome.Same();
        }
        PriceVersion published = versions.publish(List.of(listing)).getFirst();
        proposals
                .findOpen(current.offerId())
                .ifPresent(
                        open ->
                                proposals.decide(
                                        open.id(),
                                        State.REJECTED,
                                        clock.instant(),
                                        listing.approvedBy(),
                                        published.id()));
        return new Outcome.Done(published);
    }
}
