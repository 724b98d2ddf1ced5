package dev.turnpike.api.catalog;

import dev.turnpike.api.http.ApiError;
import dev.turnpike.api.http.Checked.Passed;
import dev.turnpike.api.http.Checked.Refused;
import dev.turnpike.api.http.ErrorType;
import dev.turnpike.api.http.Json;
import dev.turnpike.api.http.Refusal;
import dev.turnpike.billing.catalog.LiveCatalog;
import dev.turnpike.billing.catalog.Model;
import dev.turnpike.billing.catalog.Offer;
import dev.turnpike.billing.catalog.PricedOffer;
import dev.turnpike.billing.pricing.Markup;
import dev.turnpike.billing.pricing.TokenClass;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The list of models. Open to everybody; whoever sends a key sees the prices of its account. It
 * names models whose providers are not connected as well, with {@code available: false}.
 */
@Singleton
@Path("models")
@Produces(MediaType.APPLICATION_JSON)
public class ModelsResource {

    private final LiveCatalog catalog;
    private final PriceView prices;

    @Inject
    public ModelsResource(LiveCatalog catalog, PriceView prices) {
        this.catalog = catalog;
        this.prices = prices;
    }

    @GET
    public Response list(@Context UriInfo uri, @Context HttpServletRequest request) {
        ModelQuery query = query(uri);
        List<ListedModel> models = query.select(listed(prices.planOf(request)));
        int from = query.isPaged() ? Math.min(query.offset(), models.size()) : 0;
        int to = query.isPaged() ? Math.min(from + query.limit(), models.size()) : models.size();
        ObjectNode json = Json.object();
        ArrayNode data = json.putArray("data");
        models.subList(from, to).forEach(listed -> data.add(listed.toJson()));
        json.put("total_count", models.size());
        json.putObject("links").put("next", to < models.size() ? next(uri, to) : null);
        return ofCaller(json);
    }

    @GET
    @Path("count")
    public Response count(@Context UriInfo uri, @Context HttpServletRequest request) {
        int count = query(uri).select(listed(prices.planOf(request))).size();
        return ofCaller(Json.object().set("data", Json.object().put("count", count)));
    }

    @GET
    @Path("{author}/{slug}/endpoints")
    public Response endpoints(
            @PathParam("author") String author,
            @PathParam("slug") String slug,
            @Context HttpServletRequest request) {
        Model model =
                catalog.findModel(author + "/" + slug)
                        .orElseThrow(() -> new Refusal(unknown(author + "/" + slug)));
        ObjectNode data = Json.object().put("id", model.id()).put("name", model.name());
        data.put("created", ListedModel.seconds(model.created()));
        data.put("description", model.description());
        data.set("architecture", ListedModel.architecture(model));
        ArrayNode endpoints = data.putArray("endpoints");
        priced(model, prices.planOf(request))
                .forEach(offer -> endpoints.add(EndpointJson.of(model, offer, isAvailable(offer))));
        return ofCaller(Json.object().set("data", data));
    }

    /** Caches between here and there must not show one customer the prices of another. */
    private static Response ofCaller(JsonNode json) {
        return Response.ok(json)
                .header("Cache-Control", "private, no-cache")
                .header("Vary", "Authorization, x-api-key")
                .build();
    }

    private static ModelQuery query(UriInfo uri) {
        return switch (ModelQuery.read(uri.getQueryParameters())) {
            case Refused<ModelQuery>(var error) -> throw new Refusal(error);
            case Passed<ModelQuery>(var query) -> query;
        };
    }

    /** Every model with a price; one without cannot be called, and its price could not be told. */
    private Stream<ListedModel> listed(@Nullable Markup plan) {
        return catalog.listModels().stream().flatMap(model -> Stream.ofNullable(list(model, plan)));
    }

    private @Nullable ListedModel list(Model model, @Nullable Markup plan) {
        boolean available = catalog.isRoutable(model);
        return priced(model, plan)
                .filter(offer -> !available || isAvailable(offer))
                .min(Comparator.comparingLong(ModelsResource::weighPrompt))
                .map(offer -> new ListedModel(model, offer, available))
                .orElse(null);
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

    private static String next(UriInfo uri, int offset) {
        return uri.getRequestUriBuilder().replaceQueryParam("offset", offset).build().toString();
    }

    private static ApiError unknown(String id) {
        return ApiError.of(ErrorType.NOT_FOUND, "There is no model " + id + ".");
    }
}
