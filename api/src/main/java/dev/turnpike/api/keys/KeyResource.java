package dev.turnpike.api.keys;

import dev.turnpike.api.http.ApiError;
import dev.turnpike.api.http.CallerRequired;
import dev.turnpike.api.http.ErrorType;
import dev.turnpike.api.http.Json;
import dev.turnpike.api.http.Refusal;
import dev.turnpike.billing.keys.ApiKey;
import dev.turnpike.billing.keys.ApiKeys;
import dev.turnpike.billing.keys.Caller;
import dev.turnpike.billing.limits.LimitPeriod;
import dev.turnpike.billing.limits.LimitStanding;
import dev.turnpike.billing.limits.SpendingLimits;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.usage.Generations;
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
    private final Generations generations;
    private final InstantSource clock;

    @Inject
    public KeyResource(
            CallerRequired callers,
            ApiKeys keys,
            SpendingLimits limits,
            Generations generations,
            InstantSource clock) {
        this.callers = callers;
        this.keys = keys;
        this.limits = limits;
        this.generations = generations;
        this.clock = clock;
    }

    @GET
    public JsonNode show(@Context HttpServletRequest request) {
        Caller caller = callers.of(request);
        ApiKey key =
                keys.find(caller.account(), caller.key())
                        .orElseThrow(
                                () ->
                                        new Refusal(
                                                ApiError.of(
                                                        ErrorType.NOT_FOUND,
                                                        "This key was deleted a moment ago.")));
        Instant now = clock.instant();
        KeySpend spend =
                new KeySpend(
                        spentIn(LimitPeriod.DAY, caller, now),
                        spentIn(LimitPeriod.WEEK, caller, now),
                        spentIn(LimitPeriod.MONTH, caller, now));
        return Json.object().set("data", KeyJson.of(key, tightest(caller, now), spend));
    }

    private Usd spentIn(LimitPeriod period, Caller caller, Instant now) {
        return generations.spentSince(caller.account(), caller.key(), period.startOf(now));
    }

    private @Nullable LimitStanding tightest(Caller caller, Instant now) {
        return limits.list(caller.account(), now).stream()
                .filter(it -> it.limit().scopeId().equals(caller.key().value()))
                .min(Comparator.comparing(LimitStanding::left))
                .orElse(null);
    }
}
