package dev.turnpike.billing.catalog;

import dev.turnpike.billing.pricing.Markup;
import dev.turnpike.billing.pricing.Markups;
import dev.turnpike.billing.pricing.PriceVersion;
import dev.turnpike.billing.pricing.PriceVersions;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/**
 * What can be called on this installation now: the shipped catalogue, the prices in force and the
 * operator's keys. All of it in memory; editions that come later are known after a {@link
 * #refresh}.
 */
@Singleton
public class LiveCatalog {

    private static final String SANDBOX_SETTING = "TURNPIKE_SANDBOX_MODELS_URL";

    /** Who approved the editions that came with the product. */
    public static final String APPROVED_BY = "shipped catalogue";

    private static final Comparator<PricedOffer> CHEAPEST_FIRST =
            Comparator.comparingLong(PricedOffer::typicalPrice);

    private final Catalog shipped;
    private final PriceVersions versions;
    private final ProviderKeys keys;
    private final Markups markups;
    private final AtomicReference<CatalogPicture> picture;

    @Inject
    public LiveCatalog(PriceVersions versions, ProviderKeys keys, Markups markups) {
        this.versions = versions;
        this.keys = keys;
        this.markups = markups;
        shipped = Catalog.shipped(placeholders());
        versions.publishShipped(listings(shipped));
        picture = new AtomicReference<>(CatalogPicture.take(shipped, versions));
    }

    /** Learns of editions that were published since; calls that have begun keep theirs. */
    public void refresh() {
        picture.set(picture.get().refreshed(shipped, versions));
    }

    /** The prices that ship with us, whether or not they are in force. */
    public List<PriceVersions.Listing> shippedListings() {
        return listings(shipped);
    }

    /** The model with this id or canonical slug, routable or not. */
    public Optional<Model> findModel(String id) {
        return now().findModel(id);
    }

    /** All models, routable or not. */
    public List<Model> listModels() {
        return now().listModels();
    }

    /** All offers, routable or not, with the prices in force. */
    public List<Offer> listOffers() {
        return now().listOffers();
    }

    public List<Provider> listProviders() {
        return shipped.listProviders();
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
     *
     * @param plan the markup of the customer's plan; null when it has none of its own
     */
    public List<PricedOffer> routableOffers(Model model, @Nullable Markup plan) {
        return model.offers().stream()
                .filter(this::isConnected)
                .map(offer -> priced(offer, plan))
                .filter(offer -> offer.price().sheet().isComplete())
                .sorted(CHEAPEST_FIRST)
                .toList();
    }

    /** The offer with the prices in force, and the markup for customers on such a plan. */
    public PricedOffer priced(Offer offer, @Nullable Markup plan) {
        PriceVersion version = picture.get().priceOf(offer);
        return new PricedOffer(
                offer, version, markups.of(offer.modelId(), offer.provider().slug(), plan));
    }

    private Catalog now() {
        return picture.get().catalog();
    }

    private boolean isConnected(Offer offer) {
        return isConnected(offer.provider());
    }

    private boolean isRoutable(Offer offer) {
        return isConnected(offer) && picture.get().priceOf(offer).sheet().isComplete();
    }

    private static List<PriceVersions.Listing> listings(Catalog catalog) {
        return catalog.listOffers().stream().map(LiveCatalog::listing).toList();
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
