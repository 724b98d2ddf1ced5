package dev.turnpike.billing.pricelists;

import dev.turnpike.billing.pricing.PriceVersion;
import dev.turnpike.billing.pricing.PriceVersions;
import dev.turnpike.billing.pricing.PriceVersions.Listing;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Tells the operator what an upgrade brought for offers whose price was decided here: it is
 * proposed, not published.
 */
@Singleton
public class ShippedPrices {

    private final PriceVersions versions;
    private final PriceProposals proposals;
    private final ProposalDesk desk;

    @Inject
    public ShippedPrices(PriceVersions versions, PriceProposals proposals, ProposalDesk desk) {
        this.versions = versions;
        this.proposals = proposals;
        this.desk = desk;
    }

    /** Proposes what ships now, is not in force, and did not ship before. */
    @Transactional
    public void propose(Collection<Listing> shipped) {
        versions.takeTurn();
        Map<String, PriceVersion> current =
                versions.listCurrent().stream()
                        .collect(Collectors.toMap(PriceVersion::offerId, version -> version));
        for (Listing listing : shipped) {
            PriceVersion version = current.get(listing.offerId());
            // While the lists' doubts wait, the operator looks at this offer anyway.
            if (version != null
                    && !version.approvedBy().equals(listing.approvedBy())
                    && !version.sheet().equals(listing.sheet())
                    && isNews(listing)
                    && proposals.findOpen(listing.offerId()).isEmpty()) {
                desk.propose(ProposalDraft.ofShipped(listing, version));
            }
        }
    }

    private boolean isNews(Listing listing) {
        return versions.findLast(listing.offerId(), listing.approvedBy())
                .map(last -> !last.sheet().equals(listing.sheet()))
                .orElse(true);
    }
}
