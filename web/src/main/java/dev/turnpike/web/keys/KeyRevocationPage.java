package dev.turnpike.web.keys;

import dev.turnpike.billing.keys.ApiKey;
import dev.turnpike.billing.keys.ApiKeyId;
import dev.turnpike.billing.keys.ApiKeys;
import dev.turnpike.billing.keys.KeyRevocation;
import dev.turnpike.web.page.Desk;
import dev.turnpike.web.page.Flash;
import dev.turnpike.web.page.Page;
import dev.turnpike.web.page.Page.Section;
import dev.turnpike.web.page.Redirect;
import dev.turnpike.web.signin.SignedIn;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;

/** Ends a key, after its name was typed: it cannot be undone, and programs may depend on it. */
@Path("/keys/{id: [0-9a-f-]{36}}/revocation")
@Singleton
@SignedIn
@Produces(MediaType.TEXT_HTML)
public class KeyRevocationPage {

    private static final int UNPROCESSABLE = 422;

    private final Desk desk;
    private final ApiKeys keys;
    private final KeyRevocation revocation;
    private final InstantSource clock;

    @Inject
    public KeyRevocationPage(
            Desk desk, ApiKeys keys, KeyRevocation revocation, InstantSource clock) {
        this.desk = desk;
        this.keys = keys;
        this.revocation = revocation;
        this.clock = clock;
    }

    @GET
    public Page show(@PathParam("id") UUID id) {
        return page(getKey(id), "", "");
    }

    @POST
    public Response create(@PathParam("id") UUID id) {
        ApiKey key = getKey(id);
        String typed = desk.fields().text("name");
        if (!typed.equals(key.name())) {
            Page again = page(key, typed, "This is not the name of the key. Nothing was changed.");
            return Response.ok(again.withStatus(UNPROCESSABLE)).build();
        }
        boolean ended = revocation.create(key.account(), key.id());
        desk.notes()
                .keep(
                        ended
                                ? Flash.done("The key “" + key.name() + "” opens nothing any more.")
                                : Flash.problem("The key was already revoked."));
        return Redirect.to("/keys");
    }

    private ApiKey getKey(UUID id) {
        return keys.find(desk.visitor().account(), new ApiKeyId(id))
                .orElseThrow(NotFoundException::new);
    }

    private Page page(ApiKey key, String typed, String error) {
        return Page.of("keys/revocation", "Revoke a key", Section.KEYS)
                .with("key", KeyRow.of(key, List.of(), clock.instant()))
                .with("typed", typed)
                .with("error", error);
    }
}
