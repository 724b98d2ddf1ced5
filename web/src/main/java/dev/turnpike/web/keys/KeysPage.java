package dev.turnpike.web.keys;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.keys.ApiKeys;
import dev.turnpike.billing.limits.LimitStanding;
import dev.turnpike.billing.limits.SpendingLimits;
import dev.turnpike.billing.workspaces.Workspaces;
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
    private final SpendingLimits limits;
    private final Workspaces workspaces;
    private final InstantSource clock;

    @Inject
    public KeysPage(
            Visitors visitors,
            ApiKeys keys,
            SpendingLimits limits,
            Workspaces workspaces,
            InstantSource clock) {
        this.visitors = visitors;
        this.keys = keys;
        this.limits = limits;
        this.workspaces = workspaces;
        this.clock = clock;
    }

    @GET
    public Page list() {
        return page(KeyForm.EMPTY);
    }

    /** The list, with this form above it. */
    Page page(KeyForm form) {
        Instant now = clock.instant();
        AccountId account = visitors.getVisitor().account();
        List<LimitStanding> standings = limits.list(account, now);
        List<KeyRow> rows =
                keys.list(account).stream().map(key -> KeyRow.of(key, standings, now)).toList();
        return Page.of("keys/list", "Keys", Section.KEYS)
                .with("keys", rows)
                .with("workspaces", workspaces.list(account))
                .with("form", form);
    }

    /** Whether a key can be made as it was typed. */
    KeyForm.Checked check(KeyForm form) {
        AccountId account = visitors.getVisitor().account();
        return form.check(clock.instant(), workspaces.list(account));
    }
}
