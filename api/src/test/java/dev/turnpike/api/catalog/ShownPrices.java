package dev.turnpike.api.catalog;

import dev.turnpike.api.StubRequest;
import dev.turnpike.api.http.OpenGate;
import dev.turnpike.billing.catalog.LiveCatalog;
import dev.turnpike.billing.keys.Caller;
import dev.turnpike.billing.plans.Plans;
import dev.turnpike.billing.pricing.Markup;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What the list of models says that a caller pays. */
public final class ShownPrices {

    private ShownPrices() {}

    /** The prices of this model, which whoever sends the key of this caller is shown. */
    public static JsonNode of(LiveCatalog catalog, Plans plans, Caller caller, String model) {
        PriceView view = new PriceView(new OpenGate(caller), plans);
        @Nullable Markup plan = view.planOf(StubRequest.withMethod("GET"));
        return new PricedModels(catalog)
                .list(plan)
                .map(ListedModel::toJson)
                .filter(json -> json.path("id").asString().equals(model))
                .findAny()
                .orElseThrow()
                .path("pricing");
    }
}
