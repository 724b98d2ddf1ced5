package dev.turnpike.web.operator;

import dev.turnpike.billing.reconciliation.BillFile;
import dev.turnpike.web.page.Csv;
import dev.turnpike.web.page.Download;
import dev.turnpike.web.signin.SignedIn;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/** The columns of a bill without a line, to fill in. */
@Path(BillsPage.PATH + "/template.csv")
@Singleton
@SignedIn
@OperatorsOnly
public class BillTemplatePage {

    @GET
    public Response show() {
        return Download.csv(
                new Csv(BillFile.COLUMNS.toArray(String[]::new)), "turnpike-bill-template.csv");
    }
}
