package dev.turnpike.billing.reconciliation;

import dev.turnpike.billing.catalog.LiveCatalog;
import dev.turnpike.billing.catalog.Model;
import dev.turnpike.billing.catalog.Offer;
import dev.turnpike.billing.catalog.Provider;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** As the catalogue has them. */
@Singleton
class CatalogModels implements BilledModels {

    private final LiveCatalog catalog;

    @Inject
    CatalogModels(LiveCatalog catalog) {
        this.catalog = catalog;
    }

    @Override
    public SortedMap<String, String> providers() {
        SortedMap<String, String> providers = new TreeMap<>();
        for (Provider provider : catalog.listProviders()) {
            providers.put(provider.slug(), provider.name());
        }
        return providers;
    }

    @Override
    public Map<String, String> names(String provider) {
        Map<String, String> names = new HashMap<>();
        for (Model model : catalog.listModels()) {
            for (Offer offer : model.offers()) {
                if (offer.provider().slug().equals(provider)) {
                    names.put(model.id(), offer.upstreamModel());
                }
            }
        }
        return names;
    }
}
