package dev.turnpike.web.keys;

import dev.turnpike.billing.keys.ApiKeys;
import dev.turnpike.web.page.Page;
import dev.turnpike.web.page.Page.Section;
import dev.turnpike.web.page.Visitors;
import dev.turnpike.web.signin.SignedIn;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** The account's keys. */
@Path("/keys")
@Singleton
@SignedIn
@Produces(MediaType.TEXT_HTML)
public class KeysPage {

    private final Visitors visitors;
    private final ApiKeys keys;
    private final InstantSource clock;

    @Inject
    public KeysPage(Visitors visitors, ApiKeys keys, InstantSource clock) {
        this.visitors = visitors;
        this.keys = keys;
        this.clock = clock;
    }

    @GET
    public Page list() {
        return page(KeyForm.EMPTY);
    }

    /** The list, with this form above it. */
    Page page(KeyForm form) {
        Instant now = clock.instant();
        List<KeyRow> rows =
                keys.list(visitors.getVisitor().account()).stream()
                        .map(key -> KeyRow.of(key, now))
                        .toList();
        return Page.of("keys/list", "Keys", Section.KEYS).with("keys", rows).with("form", form);
    }
}
