package dev.turnpike.api.keys;

import dev.turnpike.api.http.ApiError;
import dev.turnpike.api.http.CallerRequired;
import dev.turnpike.api.http.ErrorType;
import dev.turnpike.api.http.Json;
import dev.turnpike.api.http.Refusal;
import dev.turnpike.billing.keys.ApiKey;
import dev.turnpike.billing.keys.ApiKeys;
import dev.turnpike.billing.keys.Caller;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.usage.Generations;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.DayOfWeek;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import tools.jackson.databind.JsonNode;

/** Tells the bearer of a key about that key. */
@Singleton
@Path("key")
@Produces(MediaType.APPLICATION_JSON)
public class KeyResource {

    private final CallerRequired callers;
    private final ApiKeys keys;
    private final Generations generations;
    private final InstantSource clock;

    @Inject
    public KeyResource(
            CallerRequired callers, ApiKeys keys, Generations generations, InstantSource clock) {
        this.callers = callers;
        this.keys = keys;
        this.generations = generations;
        this.clock = clock;
    }

    @GET
    public JsonNode show(@Context HttpHeaders headers) {
        Caller caller = callers.of(headers);
        ApiKey key =
                keys.find(caller.account(), caller.key())
                        .orElseThrow(
                                () ->
                                        new Refusal(
                                                ApiError.of(
                                                        ErrorType.NOT_FOUND,
                                                        "This key was deleted a moment ago.")));
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        LocalDate monday = today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        KeySpend spend =
                new KeySpend(
                        spentSince(caller, today),
                        spentSince(caller, monday),
                        spentSince(caller, today.withDayOfMonth(1)));
        return Json.object().set("data", KeyJson.of(key, spend));
    }

    private Usd spentSince(Caller caller, LocalDate day) {
        return generations.spentSince(
                caller.account(), caller.key(), day.atStartOfDay().toInstant(ZoneOffset.UTC));
    }
}
