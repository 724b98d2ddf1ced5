package dev.turnpike.api.usage;

import dev.turnpike.api.http.ApiError;
import dev.turnpike.api.http.CallerRequired;
import dev.turnpike.api.http.ErrorType;
import dev.turnpike.api.http.Json;
import dev.turnpike.api.http.Refusal;
import dev.turnpike.billing.keys.Caller;
import dev.turnpike.billing.usage.Generation;
import dev.turnpike.billing.usage.GenerationId;
import dev.turnpike.billing.usage.Generations;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The record of one call: it exists from the moment at which credit is set aside for it. */
@Singleton
@Path("generation")
@Produces(MediaType.APPLICATION_JSON)
public class GenerationResource {

    private final CallerRequired callers;
    private final Generations generations;

    @Inject
    public GenerationResource(CallerRequired callers, Generations generations) {
        this.callers = callers;
        this.generations = generations;
    }

    @GET
    public JsonNode show(@QueryParam("id") @Nullable String id, @Context HttpHeaders headers) {
        Caller caller = callers.of(headers);
        if (id == null || id.isBlank()) {
            throw new Refusal(
                    ApiError.of(
                            ErrorType.INVALID_REQUEST,
                            "id must name the call: /generation?id=gen-..."));
        }
        Generation generation =
                GenerationId.parse(id)
                        .flatMap(parsed -> generations.find(caller.account(), parsed))
                        .orElseThrow(GenerationResource::notFound);
        return Json.object().set("data", GenerationJson.of(generation));
    }

    private static Refusal notFound() {
        return new Refusal(
                ApiError.of(ErrorType.NOT_FOUND, "This account has no call with this id."));
    }
}
