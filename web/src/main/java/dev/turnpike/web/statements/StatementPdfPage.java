package dev.turnpike.web.statements;

import dev.turnpike.web.page.Download;
import dev.turnpike.web.page.Page;
import dev.turnpike.web.page.Visitors;
import dev.turnpike.web.signin.SignedIn;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** Hands out the statement of a month as a PDF. */
@Path("/credits/statement.pdf")
@Singleton
@SignedIn
public class StatementPdfPage {

    /** Of each breakdown: about twenty sheets of paper, printed in a second or two. */
    static final int SHARES = 250;

    private final Visitors visitors;
    private final Statements statements;
    private final StatementPdf pdf;

    @Inject
    public StatementPdfPage(Visitors visitors, Statements statements, StatementPdf pdf) {
        this.visitors = visitors;
        this.statements = statements;
        this.pdf = pdf;
    }

    @GET
    public Response show(@QueryParam("month") @Nullable String month) {
        return switch (statements.find(month, SHARES)) {
            case Statements.Found found ->
                    Download.pdf(pdf.print(found, visitors.getVisitor()), found.fileName("pdf"));
            case Statements.Nothing(Page page) ->
                    Response.ok(page, MediaType.TEXT_HTML_TYPE).build();
        };
    }
}
