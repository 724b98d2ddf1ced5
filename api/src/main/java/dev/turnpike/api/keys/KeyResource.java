package dev.turnpike.api.keys;

import dev.turnpike.api.http.ApiError;
import dev.turnpike.api.http.CallerRequired;
import dev.turnpike.api.http.ErrorType;
import dev.turnpike.api.http.Json;
import dev.turnpike.api.http.Refusal;
import dev.turnpike.billing.keys.ApiKey;
import dev.turnpike.billing.keys.ApiKeys;
import dev.turnpike.billing.keys.Caller;
import dev.turnpike.billing.keys.KeySpend;
import dev.turnpike.billing.limits.LimitStanding;
import dev.turnpike.billing.limits.SpendingLimits;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Tells the bearer of a key about that key. */
@Singleton
@Path("key")
@Produces(MediaType.APPLICATION_JSON)
public class KeyResource {

    private final CallerRequired callers;
    private final ApiKeys keys;
    private final SpendingLimits limits;
    private final InstantSource clock;

    @Inject
    public KeyResource(
            CallerRequired callers, ApiKeys keys, SpendingLimits limits, InstantSource clock) {
        this.callers = callers;
        this.keys = keys;
        this.limits = limits;
        this.clock = clock;
    }

    @GET
    public JsonNode show(@Context HttpServletRequest request) {
        Caller caller = callers.of(request);
        Instant now = clock.instant();
        ApiKey key = keys.find(caller.account(), caller.key()).orElseThrow(KeyResource::deleted);
        KeySpend spend =
                keys.findSpend(caller.account(), caller.key(), now)
                        .orElseThrow(KeyResource::deleted);
        return Json.object().set("data", KeyJson.of(key, tightest(caller, now), spend));
    }

    private static Refusal deleted() {
        return new Refusal(ApiError.of(ErrorType.NOT_FOUND, "This key was deleted a moment ago."));
    }

    private @Nullable LimitStanding tightest(Caller caller, Instant now) {
        return limits.list(caller.account(), now).stream()
                .filter(it -> it.limit().scopeId().equals(caller.key().value()))
                .min(Comparator.comparing(LimitStanding::left))
                .orElse(null);
    }
}
