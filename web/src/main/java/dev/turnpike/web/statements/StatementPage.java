package dev.turnpike.web.statements;

import dev.turnpike.web.page.Page;
import dev.turnpike.web.signin.SignedIn;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/** What moved the balance in a month, so that it can be followed to the last digit. */
@Path("/credits/statement")
@Singleton
@SignedIn
@Produces(MediaType.TEXT_HTML)
public class StatementPage {

    /** Of each breakdown; the files have more of them. */
    static final int SHARES = 20;

    private final Statements statements;

    @Inject
    public StatementPage(Statements statements) {
        this.statements = statements;
    }

    @GET
    public Page show(@QueryParam("month") @Nullable String month) {
        return switch (statements.find(month, SHARES)) {
            case Statements.Found found ->
                    found.page().with("sheet", StatementSheet.of(found.statement()));
            case Statements.Nothing(Page page) -> page;
        };
    }
}
