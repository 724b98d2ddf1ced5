package dev.turnpike.api.usage;

import dev.turnpike.api.http.ApiError;
import dev.turnpike.api.http.CallerRequired;
import dev.turnpike.api.http.ErrorType;
import dev.turnpike.api.http.Json;
import dev.turnpike.api.http.Refusal;
import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.keys.Caller;
import dev.turnpike.billing.spending.Spending;
import dev.turnpike.billing.usage.GenerationId;
import dev.turnpike.billing.usage.Generations;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The record of one call: it exists from the moment at which credit is set aside for it. */
@Singleton
@Path("generation")
@Produces(MediaType.APPLICATION_JSON)
public class GenerationResource {

    private final CallerRequired callers;
    private final Generations generations;
    private final Spending spending;

    @Inject
    public GenerationResource(CallerRequired callers, Generations generations, Spending spending) {
        this.callers = callers;
        this.spending = spending;
        this.generations = generations;
    }

    @GET
    public JsonNode show(
            @QueryParam("id") @Nullable String id, @Context HttpServletRequest request) {
        Caller caller = callers.of(request);
        if (id == null || id.isBlank()) {
            throw new Refusal(
                    ApiError.of(
                            ErrorType.INVALID_REQUEST,
                            "id must name the call: /generation?id=gen-..."));
        }
        JsonNode call =
                GenerationId.parse(id)
                        .flatMap(parsed -> find(caller.account(), parsed))
                        .orElseThrow(GenerationResource::notFound);
        return Json.object().set("data", call);
    }

    /** A call that ends between the two looks is found by the second. */
    private Optional<JsonNode> find(AccountId account, GenerationId id) {
        return spending.findRunning(account, id)
                .<JsonNode>map(GenerationJson::running)
                .or(() -> generations.find(account, id).map(GenerationJson::of));
    }

    private static Refusal notFound() {
        return new Refusal(
                ApiError.of(ErrorType.NOT_FOUND, "This account has no call with this id."));
    }
}
