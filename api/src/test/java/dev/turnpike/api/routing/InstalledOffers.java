package dev.turnpike.api.routing;

import dev.turnpike.billing.catalog.LiveCatalog;
import dev.turnpike.billing.catalog.ProviderKeys;
import dev.turnpike.billing.plans.Plans;

/** The offers of an installation, as its gateway sees them. */
public final class InstalledOffers {

    private InstalledOffers() {}

    public static Offers of(LiveCatalog catalog, ProviderKeys keys, Plans plans) {
        return new LiveOffers(catalog, keys, plans);
    }
}
