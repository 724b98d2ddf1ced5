package dev.turnpike.web.operator;

import dev.turnpike.billing.catalog.LiveCatalog;
import dev.turnpike.billing.pricelists.ProposalDecision;
import dev.turnpike.billing.pricelists.ProposalDecision.Outcome;
import dev.turnpike.web.page.Desk;
import dev.turnpike.web.page.Redirect;
import dev.turnpike.web.signin.SignedIn;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/** Approves or rejects a proposed price. */
@Path("/operator/prices/proposals/{id: " + ProposalPage.ID + "}")
@Singleton
@SignedIn
@OperatorsOnly
public class ProposalPage {

    /** What no number of ours can be is no address. */
    static final String ID = "[0-9]{1,18}";

    private static final int NONE = -1;

    private final Desk desk;
    private final ProposalDecision decision;
    private final LiveCatalog catalog;

    @Inject
    public ProposalPage(Desk desk, ProposalDecision decision, LiveCatalog catalog) {
        this.desk = desk;
        this.decision = decision;
        this.catalog = catalog;
    }

    @POST
    @Path("approval")
    public Response approve(@PathParam("id") long id) {
        return answer(decision.approve(id, choice(desk.fields().text("choice")), who()));
    }

    @POST
    @Path("rejection")
    public Response reject(@PathParam("id") long id) {
        return answer(decision.reject(id, who()));
    }

    private Response answer(Outcome outcome) {
        if (outcome instanceof Outcome.Approved) {
            catalog.refresh();
        }
        ProposalAnswer answer = ProposalAnswer.of(outcome);
        desk.notes().keep(answer.flash());
        return Redirect.to(answer.address());
    }

    private String who() {
        return desk.visitor().member().email();
    }

    /** Which option was chosen; one that no proposal has when none was. */
    static int choice(String typed) {
        return typed.matches("[0-9]{1,2}") ? Integer.parseInt(typed) : NONE;
    }
}
