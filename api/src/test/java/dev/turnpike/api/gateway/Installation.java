package dev.turnpike.api.gateway;

import dev.turnpike.api.Shops;
import dev.turnpike.api.catalog.ShownPrices;
import dev.turnpike.api.routing.InstalledOffers;
import dev.turnpike.api.routing.Offers;
import dev.turnpike.billing.catalog.LiveCatalog;
import dev.turnpike.billing.catalog.Offer;
import dev.turnpike.billing.catalog.ProviderKeys;
import dev.turnpike.billing.keys.Caller;
import dev.turnpike.billing.plans.PlanId;
import dev.turnpike.billing.plans.PlanRules;
import dev.turnpike.billing.plans.Plans;
import dev.turnpike.billing.pricing.Markup;
import dev.turnpike.billing.pricing.MarkupBook;
import dev.turnpike.billing.pricing.MarkupChange;
import dev.turnpike.billing.pricing.Markups;
import dev.turnpike.billing.pricing.PriceVersions.Listing;
import dev.turnpike.billing.pricing.ServiceTier;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * The shipped catalogue, of which the sandbox alone is connected, with plans. The platform's markup
 * is 15 %.
 */
final class Installation implements AutoCloseable {

    /** At 50 cents a million tokens in, and $1.50 out. */
    static final String MODEL = "sandbox/echo";

    private static final Markup USUAL = new Markup(1_500);
    private static final String ADDRESS = "TURNPIKE_SANDBOX_MODELS_URL";
    private static final String KEY = "turnpike.provider.sandbox.key";

    private final PlansInMemory book = new PlansInMemory();
    private final PricesInMemory prices = new PricesInMemory();
    private final ProviderKeys keys;
    private final LiveCatalog catalog;
    private final Plans plans = new Plans(USUAL, book);

    Installation(StubProvider sandbox) {
        System.setProperty(ADDRESS, sandbox.url());
        System.setProperty(KEY, "key");
        keys = new ProviderKeys();
        catalog = new LiveCatalog(prices, keys, new Markups(USUAL, new NoMarkups()));
    }

    Offers offers() {
        return InstalledOffers.of(catalog, keys, plans);
    }

    /** Sets the rules of a plan, and lets this server know. */
    void plan(PlanId id, PlanRules rules) {
        book.set(id, rules);
        plans.refresh();
    }

    /** From now on the model has a price of this tier. */
    void price(ServiceTier tier, long dollarsPerMillion) {
        Offer offer =
                catalog.findModel(MODEL).orElseThrow().offers().stream()
                        .filter(it -> it.provider().slug().equals("sandbox"))
                        .findAny()
                        .orElseThrow();
        Offer tiered = Shops.onTier(offer, tier, dollarsPerMillion);
        prices.publish(List.of(new Listing(offer.id(), tiered.prices(), "a list", "ada")));
        catalog.refresh();
    }

    /** What this caller is shown as the price of the model. */
    JsonNode shown(Caller caller) {
        return ShownPrices.of(catalog, plans, caller, MODEL);
    }

    @Override
    public void close() {
        System.clearProperty(ADDRESS);
        System.clearProperty(KEY);
    }

    /** Nothing has a markup of its own. */
    private record NoMarkups() implements MarkupBook {

        @Override
        public List<MarkupChange> listInForce() {
            return List.of();
        }

        @Override
        public List<MarkupChange> listLast(int limit) {
            return List.of();
        }

        @Override
        public void add(MarkupChange change) {
            throw new UnsupportedOperationException();
        }
    }
}
