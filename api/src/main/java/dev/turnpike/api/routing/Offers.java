package dev.turnpike.api.routing;

import dev.turnpike.billing.catalog.Model;
import dev.turnpike.billing.catalog.PricedOffer;
import dev.turnpike.billing.plans.Standing;
import java.util.List;
import java.util.Optional;

/** What routing needs to know of the catalogue and of the operator's keys. */
public interface Offers {

    /** The model with this id, whether it can be called or not. */
    Optional<Model> findModel(String id);

    /** The offers of connected providers with a known price, cheapest for this customer first. */
    List<PricedOffer> listRoutable(Model model, Standing standing);

    /** The operator's key for this provider. */
    Optional<String> findKey(String providerSlug);
}
