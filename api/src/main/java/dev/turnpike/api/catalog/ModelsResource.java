package dev.turnpike.api.catalog;

import dev.turnpike.api.http.ApiError;
import dev.turnpike.api.http.Checked.Passed;
import dev.turnpike.api.http.Checked.Refused;
import dev.turnpike.api.http.ErrorType;
import dev.turnpike.api.http.Json;
import dev.turnpike.api.http.Refusal;
import dev.turnpike.billing.catalog.LiveCatalog;
import dev.turnpike.billing.catalog.Model;
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
import java.util.List;
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
    private final PricedModels models;
    private final PriceView prices;

    @Inject
    public ModelsResource(LiveCatalog catalog, PricedModels models, PriceView prices) {
        this.catalog = catalog;
        this.models = models;
        this.prices = prices;
    }

    @GET
    public Response list(@Context UriInfo uri, @Context HttpServletRequest request) {
        ModelQuery query = query(uri);
        List<ListedModel> listed = query.select(models.list(prices.planOf(request)));
        int from = query.isPaged() ? Math.min(query.offset(), listed.size()) : 0;
        int to = query.isPaged() ? Math.min(from + query.limit(), listed.size()) : listed.size();
        ObjectNode json = Json.object();
        ArrayNode data = json.putArray("data");
        listed.subList(from, to).forEach(model -> data.add(model.toJson()));
        json.put("total_count", listed.size());
        json.putObject("links").put("next", to < listed.size() ? next(uri, to) : null);
        return ofCaller(json);
    }

    @GET
    @Path("count")
    public Response count(@Context UriInfo uri, @Context HttpServletRequest request) {
        int count = query(uri).select(models.list(prices.planOf(request))).size();
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
        models.listEndpoints(model, prices.planOf(request)).forEach(endpoints::add);
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

    private static String next(UriInfo uri, int offset) {
        return uri.getRequestUriBuilder().replaceQueryParam("offset", offset).build().toString();
    }

    private static ApiError unknown(String id) {
        return ApiError.of(ErrorType.NOT_FOUND, "There is no model " + id + ".");
    }
}
