package dev.turnpike.web.operator;

import dev.turnpike.billing.catalog.PricedOffer;
import dev.turnpike.billing.pricelists.PriceListBook;
import dev.turnpike.billing.pricelists.PriceListSettings;
import dev.turnpike.billing.pricelists.PriceProposal;
import dev.turnpike.billing.pricelists.PriceProposals;
import dev.turnpike.billing.pricing.PriceVersions;
import dev.turnpike.web.page.Page;
import dev.turnpike.web.page.Page.Section;
import dev.turnpike.web.page.Paging;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The pages of prices, of all offers and of one. */
@Singleton
public class PricesView {

    /** As many editions and proposals as somebody looks back. */
    private static final int MAX_PAST = 20;

    private final PriceProposals proposals;
    private final PriceVersions versions;
    private final PriceListBook lists;
    private final PriceListSettings settings;

    @Inject
    public PricesView(
            PriceProposals proposals,
            PriceVersions versions,
            PriceListBook lists,
            PriceListSettings settings) {
        this.proposals = proposals;
        this.versions = versions;
        this.lists = lists;
        this.settings = settings;
    }

    Page list(List<PricedOffer> offers, PriceFilter filter, String asked) {
        Set<String> waiting =
                proposals.listOpen().stream()
                        .map(PriceProposal::offerId)
                        .collect(Collectors.toSet());
        List<PricedOffer> found = filter.apply(offers, waiting);
        Paging paging = Paging.of(asked, found.size());
        return Page.of("operator/prices", "Prices", Section.OPERATOR)
                .with("filter", filter)
                .with("total", offers.size())
                .with("waiting", waiting.size())
                .with("paging", paging)
                .with(
                        "lists",
                        lists.listStates().stream().map(it -> ListRow.of(it, settings)).toList())
                .with(
                        "prices",
                        paging.cut(found).stream()
                                .map(it -> PriceRow.of(it, waiting.contains(it.offer().id())))
                                .toList());
    }

    Page show(PricedOffer priced, PriceForm form) {
        String offer = priced.offer().id();
        List<PriceProposal> past = proposals.listLast(offer, MAX_PAST);
        return Page.of("operator/price", "Price of " + offer, Section.OPERATOR)
                .with("row", PriceRow.of(priced, false))
                .with("form", form)
                .with("inForce", priced.price().id())
                .with("source", priced.price().source())
                .with("sheets", SheetTable.of(priced.price().sheet(), priced.markup()))
                .with(
                        "proposals",
                        proposals.findOpen(offer).stream()
                                .map(it -> ProposalCard.of(it, priced.price()))
                                .toList())
                .with(
                        "editions",
                        versions.listLast(offer, MAX_PAST).stream()
                                .map(it -> EditionRow.of(it, priced.price()))
                                .toList())
                .with(
                        "decisions",
                        past.stream()
                                .filter(it -> it.state() != PriceProposal.State.OPEN)
                                .map(DecisionRow::of)
                                .toList());
    }
}
