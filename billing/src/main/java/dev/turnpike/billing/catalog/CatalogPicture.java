package dev.turnpike.billing.catalog;

import dev.turnpike.billing.pricing.PriceVersion;
import dev.turnpike.billing.pricing.PriceVersions;
import java.util.HashMap;
import java.util.Map;

/**
 * The shipped catalogue with the prices that were in force at one moment.
 *
 * @param catalog with these prices in its offers
 * @param prices the edition of each offer, by its id
 * @param newest the number of the newest edition that there was before they were read
 */
record CatalogPicture(Catalog catalog, Map<String, PriceVersion> prices, long newest) {

    CatalogPicture {
        prices = Map.copyOf(prices);
    }

    /** Of the editions that are current now. */
    static CatalogPicture take(Catalog shipped, PriceVersions versions) {
        // Asked first: an edition that comes meanwhile is then noticed at the next look.
        long newest = versions.newest();
        Map<String, PriceVersion> prices = new HashMap<>();
        for (PriceVersion version : versions.listCurrent()) {
            prices.put(version.offerId(), version);
        }
        return new CatalogPicture(shipped.withPrices(prices), prices, newest);
    }

    /** This one while it is up to date, otherwise a new one. Costs one cheap question. */
    CatalogPicture refreshed(Catalog shipped, PriceVersions versions) {
        return versions.newest() == newest ? this : take(shipped, versions);
    }

    /**
     * The edition in force of this offer.
     *
     * @throws IllegalArgumentException when it has none
     */
    PriceVersion priceOf(Offer offer) {
        PriceVersion version = prices.get(offer.id());
        if (version == null) {
            throw new IllegalArgumentException("Not an offer of this catalogue: " + offer.id());
        }
        return version;
    }
}
