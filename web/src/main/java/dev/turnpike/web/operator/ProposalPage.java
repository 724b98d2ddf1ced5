package dev.turnpike.web.operator;

import dev.turnpike.billing.catalog.LiveCatalog;
import dev.turnpike.billing.pricelists.ProposalDecision;
import dev.turnpike.billing.pricelists.ProposalDecision.Outcome;
import dev.turnpike.billing.pricing.PriceVersion;
import dev.turnpike.web.page.Desk;
import dev.turnpike.web.page.Flash;
import dev.turnpike.web.page.Redirect;
import dev.turnpike.web.signin.SignedIn;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/** Approves or rejects a proposed price. */
@Path("/operator/prices/proposals/{id: [0-9]{1,18}}")
@Singleton
@SignedIn
@OperatorsOnly
public class ProposalPage {

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
        return switch (outcome) {
            case Outcome.Approved(PriceVersion version) -> {
                catalog.refresh();
                desk.notes().keep(Flash.done("The price is in force on all servers in seconds."));
                yield Redirect.to(OfferPricePage.address(version.offerId()));
            }
            case Outcome.Rejected(String offerId) -> {
                desk.notes()
                        .keep(
                                Flash.done(
                                        "The price stays. You are asked again when the evidence"
                                                + " changes."));
                yield Redirect.to(OfferPricePage.address(offerId));
            }
            case Outcome.OutOfDate(String offerId) -> {
                desk.notes()
                        .keep(
                                Flash.problem(
                                        "The proposal is out of date: another price came into"
                                                + " force since. Nothing was changed."));
                yield Redirect.to(OfferPricePage.address(offerId));
            }
            case Outcome.NotOpen() -> {
                desk.notes()
                        .keep(
                                Flash.problem(
                                        "Somebody decided about it before, or newer evidence"
                                                + " came."));
                yield Redirect.to(PricesPage.PATH);
            }
            case Outcome.Unknown() -> {
                desk.notes().keep(Flash.problem("There is no such proposal, or no such choice."));
                yield Redirect.to(PricesPage.PATH);
            }
        };
    }

    private String who() {
        return desk.visitor().member().email();
    }

    private static int choice(String typed) {
        return typed.matches("[0-9]{1,2}") ? Integer.parseInt(typed) : NONE;
    }
}
