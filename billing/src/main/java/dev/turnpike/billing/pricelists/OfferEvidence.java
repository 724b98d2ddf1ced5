package dev.turnpike.billing.pricelists;

import dev.turnpike.billing.catalog.Offer;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Finds the rows that are about an offer. */
final class OfferEvidence {

    private OfferEvidence() {}

    /** At most one row of each list, without what cannot concern this offer. */
    static Map<ListFormat, ListRow> rows(Offer offer, Collection<PriceList> lists) {
        Map<ListFormat, ListRow> rows = new EnumMap<>(ListFormat.class);
        for (PriceList list : lists) {
            find(offer, list)
                    .ifPresent(
                            row -> rows.put(list.format(), relevant(row, offer.contextLength())));
        }
        return rows;
    }

    /** What the lists that name a price say, with what only some calls ask for. */
    static Map<ListFormat, ListedPrice> prices(Offer offer, Collection<PriceList> lists) {
        Map<ListFormat, ListedPrice> prices = new EnumMap<>(ListFormat.class);
        for (PriceList list : lists) {
            if (find(offer, list).orElse(null) instanceof ListRow.Priced(var _, var price)) {
                prices.put(list.format(), price);
            }
        }
        return prices;
    }

    private static Optional<ListRow> find(Offer offer, PriceList list) {
        String provider = offer.provider().slug();
        return list.find(RowName.ofProvider(provider, offer.upstreamModel()))
                .or(() -> list.find(RowName.ofListing(provider, offer.modelId())));
    }

    private static ListRow relevant(ListRow row, long contextLength) {
        return switch (row) {
            case ListRow.Refused refused -> refused;
            case ListRow.Priced(RowName name, ListedPrice price) ->
                    new ListRow.Priced(name, SheetMapping.relevant(name, price, contextLength));
        };
    }
}
