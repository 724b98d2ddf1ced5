package dev.turnpike.api.routing;

import dev.turnpike.api.Shops;
import dev.turnpike.billing.catalog.Model;
import dev.turnpike.billing.catalog.PricedOffer;
import dev.turnpike.billing.plans.Standing;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The offers of these models; all providers are connected, but for those called {@code far}. */
public final class FixedOffers implements Offers {

    private final List<Model> models;

    public FixedOffers(Model... models) {
        this.models = Arrays.asList(models);
    }

    @Override
    public Optional<Model> findModel(String id) {
        return models.stream().filter(model -> model.id().equals(id)).findFirst();
    }

    @Override
    public List<PricedOffer> listRoutable(Model model, Standing standing) {
        return model.offers().stream()
                .filter(offer -> findKey(offer.provider().slug()).isPresent())
                .map(Shops::priced)
                .toList();
    }

    @Override
    public Optional<String> findKey(String providerSlug) {
        return providerSlug.equals("far") ? Optional.empty() : Optional.of("key");
    }
}
