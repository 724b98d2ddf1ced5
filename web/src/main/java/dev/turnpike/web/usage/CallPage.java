package dev.turnpike.web.usage;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.usage.Generation;
import dev.turnpike.billing.usage.GenerationId;
import dev.turnpike.billing.usage.Generations;
import dev.turnpike.web.page.Page;
import dev.turnpike.web.page.Page.Section;
import dev.turnpike.web.page.Visitors;
import dev.turnpike.web.signin.SignedIn;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** The receipt of one call. */
@Path("/usage/{id}")
@Singleton
@SignedIn
@Produces(MediaType.TEXT_HTML)
public class CallPage {

    private final Visitors visitors;
    private final Generations generations;
    private final NameBook names;

    @Inject
    public CallPage(Visitors visitors, Generations generations, NameBook names) {
        this.visitors = visitors;
        this.generations = generations;
        this.names = names;
    }

    @GET
    public Page show(@PathParam("id") String id) {
        AccountId account = visitors.getVisitor().account();
        Generation call =
                GenerationId.parse(id)
                        .flatMap(known -> generations.find(account, known))
                        .orElseThrow(NotFoundException::new);
        return Page.of("usage/show", "Receipt of a call", Section.USAGE)
                .with("receipt", CallReceipt.of(call, names.of(account)));
    }
}
