package dev.turnpike.api.catalog;

import dev.turnpike.billing.catalog.LiveCatalog;
import dev.turnpike.billing.catalog.Model;
import dev.turnpike.billing.catalog.Offer;
import dev.turnpike.billing.catalog.PricedOffer;
import dev.turnpike.billing.pricing.Markup;
import dev.turnpike.billing.pricing.TokenClass;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The models of this installation at the prices of one customer. */
@Singleton
public class PricedModels {

    private final LiveCatalog catalog;

    @Inject
    PricedModels(LiveCatalog catalog) {
        this.catalog = catalog;
    }

    /**
     * Every model with a price; one without cannot be called, and its price could not be told.
     *
     * @param plan the markup of the customer's plan; null when it has none of its own
     */
    Stream<ListedModel> list(@Nullable Markup plan) {
        return catalog.listModels().stream().flatMap(model -> Stream.ofNullable(list(model, plan)));
    }

    private @Nullable ListedModel list(Model model, @Nullable Markup plan) {
        boolean available = catalog.isRoutable(model);
        return priced(model, plan)
                .filter(offer -> !available || isAvailable(offer))
                .min(Comparator.comparingLong(PricedModels::weighPrompt))
                .map(offer -> new ListedModel(model, offer, available))
                .orElse(null);
    }

    /** Every offer of this model with a price. */
    Stream<ObjectNode> listEndpoints(Model model, @Nullable Markup plan) {
        return priced(model, plan).map(offer -> EndpointJson.of(model, offer, isAvailable(offer)));
    }

    private static long weighPrompt(PricedOffer offer) {
        return offer.markup().weigh(offer.price().sheet().priceOf(TokenClass.INPUT).picos());
    }

    private Stream<PricedOffer> priced(Model model, @Nullable Markup plan) {
        return model.offers().stream()
                .filter(offer -> offer.prices().isComplete())
                .map(offer -> catalog.priced(offer, plan));
    }

    private boolean isAvailable(PricedOffer priced) {
        Offer offer = priced.offer();
        return catalog.isConnected(offer.provider());
    }
}
