package dev.turnpike.web.statements;

import dev.turnpike.web.page.Download;
import dev.turnpike.web.page.Page;
import dev.turnpike.web.signin.SignedIn;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** Hands out the statement of a month for a spreadsheet. */
@Path("/credits/statement.csv")
@Singleton
@SignedIn
public class StatementCsvPage {

    /** Of each breakdown: three megabytes at most. */
    static final int SHARES = 10_000;

    private final Statements statements;

    @Inject
    public StatementCsvPage(Statements statements) {
        this.statements = statements;
    }

    @GET
    public Response show(@QueryParam("month") @Nullable String month) {
        return switch (statements.find(month, SHARES)) {
            case Statements.Found found ->
                    Download.csv(StatementCsv.of(found), found.fileName("csv"));
            case Statements.Nothing(Page page) ->
                    Response.ok(page, MediaType.TEXT_HTML_TYPE).build();
        };
    }
}
