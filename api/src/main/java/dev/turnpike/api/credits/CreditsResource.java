package dev.turnpike.api.credits;

import dev.turnpike.api.http.CallerRequired;
import dev.turnpike.api.http.Json;
import dev.turnpike.billing.keys.ApiKey;
import dev.turnpike.billing.keys.ApiKeys;
import dev.turnpike.billing.keys.Caller;
import dev.turnpike.billing.ledger.Ledger;
import dev.turnpike.billing.money.Usd;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What an account bought and used; any key of the account may ask. */
@Singleton
@Path("credits")
@Produces(MediaType.APPLICATION_JSON)
public class CreditsResource {

    private final CallerRequired callers;
    private final ApiKeys keys;
    private final Ledger ledger;

    @Inject
    public CreditsResource(CallerRequired callers, ApiKeys keys, Ledger ledger) {
        this.callers = callers;
        this.keys = keys;
        this.ledger = ledger;
    }

    /** The balance is the difference of the two numbers. */
    @GET
    public JsonNode show(@Context HttpServletRequest request) {
        Caller caller = callers.of(request);
        Usd used =
                keys.list(caller.account()).stream().map(ApiKey::spent).reduce(Usd.ZERO, Usd::plus);
        Usd credits = ledger.balance(caller.account()).posted().plus(used);
        ObjectNode data = Json.object();
        data.set("total_credits", Json.number(credits.toDecimal()));
        data.set("total_usage", Json.number(used.toDecimal()));
        return Json.object().set("data", data);
    }
}
