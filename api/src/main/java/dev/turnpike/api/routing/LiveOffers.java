package dev.turnpike.api.routing;

import dev.turnpike.billing.catalog.LiveCatalog;
import dev.turnpike.billing.catalog.Model;
import dev.turnpike.billing.catalog.PricedOffer;
import dev.turnpike.billing.catalog.ProviderKeys;
import dev.turnpike.billing.plans.Plans;
import dev.turnpike.billing.plans.Standing;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** The offers of this installation. */
@Singleton
class LiveOffers implements Offers {

    private final LiveCatalog catalog;
    private final ProviderKeys keys;
    private final Plans plans;

    @Inject
    LiveOffers(LiveCatalog catalog, ProviderKeys keys, Plans plans) {
        this.catalog = catalog;
        this.keys = keys;
        this.plans = plans;
    }

    @Override
    public Optional<Model> findModel(String id) {
        return catalog.findModel(id);
    }

    @Override
    public List<PricedOffer> listRoutable(Model model, Standing standing) {
        return catalog.routableOffers(model, plans.markupOf(standing));
    }

    @Override
    public Optional<String> findKey(String providerSlug) {
        return keys.find(providerSlug);
    }
}
