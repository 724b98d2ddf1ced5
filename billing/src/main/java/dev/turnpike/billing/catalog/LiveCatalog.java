package dev.turnpike.billing.catalog;

import dev.turnpike.billing.pricing.Markups;
import dev.turnpike.billing.pricing.PriceVersion;
import dev.turnpike.billing.pricing.PriceVersions;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * What can be called on this installation now: the shipped catalogue, the prices in force and the
 * operator's keys. All of it in memory.
 */
@Singleton
public class LiveCatalog {

    private static final String SANDBOX_SETTING = "TURNPIKE_SANDBOX_MODELS_URL";
    private static final String APPROVED_BY = "shipped catalogue";

    private static final Comparator<PricedOffer> CHEAPEST_FIRST =
            Comparator.comparingLong(PricedOffer::typicalPrice);

    private final Catalog catalog;
    private final ProviderKeys keys;
    private final Markups markups;
    private final Map<String, PriceVersion> prices = new HashMap<>();

    @Inject
    LiveCatalog(PriceVersions versions, ProviderKeys keys, Markups markups) {
        this.keys = keys;
        this.markups = markups;
        catalog = Catalog.shipped(placeholders());
        versions.publish(catalog.listOffers().stream().map(LiveCatalog::listing).toList())
                .forEach(version -> prices.put(version.offerId(), version));
    }

    /** The model with this id or canonical slug, routable or not. */
    public Optional<Model> findModel(String id) {
        return catalog.findModel(id);
    }

    /** All models, routable or not. */
    public List<Model> listModels() {
        return catalog.listModels();
    }

    public List<Provider> listProviders() {
        return catalog.listProviders();
    }

    /** Whether the operator has a key for this provider. */
    public boolean isConnected(Provider provider) {
        return keys.find(provider.slug()).isPresent();
    }

    /** Whether a call to this model can be answered now. */
    public boolean isRoutable(Model model) {
        return model.offers().stream().anyMatch(this::isRoutable);
    }

    /**
     * The offers that a call can be sent to now, cheapest first. Never one with an unknown price.
     */
    public List<PricedOffer> routableOffers(Model model) {
        return model.offers().stream()
                .filter(this::isRoutable)
                .map(this::priced)
                .sorted(CHEAPEST_FIRST)
                .toList();
    }

    /** The offer with the prices and the markup in force. */
    public PricedOffer priced(Offer offer) {
        PriceVersion version = prices.get(offer.id());
        if (version == null) {
            throw new IllegalArgumentException("Not an offer of this catalogue: " + offer.id());
        }
        return new PricedOffer(
                offer, version, markups.of(offer.modelId(), offer.provider().slug()));
    }

    private boolean isRoutable(Offer offer) {
        return offer.prices().isComplete() && isConnected(offer.provider());
    }

    private static PriceVersions.Listing listing(Offer offer) {
        return new PriceVersions.Listing(
                offer.id(), offer.prices(), offer.source() + " " + offer.sourceDate(), APPROVED_BY);
    }

    private static Map<String, String> placeholders() {
        Config config = ConfigProvider.getConfig();
        return config.getOptionalValue(SANDBOX_SETTING, String.class)
                .map(url -> Map.of(SANDBOX_SETTING, url))
                .orElseGet(Map::of);
    }
}
