package dev.turnpike.web.credits;

import dev.turnpike.billing.credits.PaymentPapers;
import dev.turnpike.billing.credits.PaymentPapers.Paper;
import dev.turnpike.billing.credits.Payments.PaymentsUnavailable;
import dev.turnpike.billing.credits.Purchase;
import dev.turnpike.billing.credits.PurchaseId;
import dev.turnpike.billing.credits.Purchases;
import dev.turnpike.web.page.Desk;
import dev.turnpike.web.page.Flash;
import dev.turnpike.web.page.Redirect;
import dev.turnpike.web.signin.SignedIn;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Leads to the payment provider's invoice or receipt of a purchase. Its address is asked for each
 * time, because it does not work for ever.
 */
@Path("/credits/{id: [0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}}/papers")
@Singleton
@SignedIn
public class PaperPage {

    private static final Logger LOG = Logger.getLogger(PaperPage.class.getName());

    private final Desk desk;
    private final Purchases purchases;
    private final PaymentPapers papers;

    @Inject
    public PaperPage(Desk desk, Purchases purchases, PaymentPapers papers) {
        this.desk = desk;
        this.purchases = purchases;
        this.papers = papers;
    }

    @GET
    @Path("/invoice")
    public Response showInvoice(@PathParam("id") UUID id) {
        return show(id, Paper.INVOICE);
    }

    @GET
    @Path("/invoice.pdf")
    public Response showInvoicePdf(@PathParam("id") UUID id) {
        return show(id, Paper.INVOICE_PDF);
    }

    @GET
    @Path("/payment")
    public Response showPayment(@PathParam("id") UUID id) {
        return show(id, Paper.RECEIPT);
    }

    private Response show(UUID id, Paper paper) {
        return Redirect.to(findTarget(id, paper).orElseThrow(NotFoundException::new));
    }

    /**
     * Where the paper is, or back with a word why it is not there; empty for no purchase of ours.
     */
    Optional<URI> findTarget(UUID id, Paper paper) {
        return purchases
                .find(desk.visitor().account(), new PurchaseId(id))
                .filter(bought -> bought.status() == Purchase.Status.CREDITED)
                .map(bought -> target(bought, paper));
    }

    private URI target(Purchase purchase, Paper paper) {
        try {
            return papers.find(purchase, paper)
                    .orElseGet(
                            () ->
                                    back(
                                            "The payment provider has no such paper for this purchase. The receipt (PDF) is here."));
        } catch (PaymentsUnavailable e) {
            LOG.log(Level.WARNING, "A paper could not be looked up: {0}", e.getMessage());
            return back("The payment provider does not answer; try again in a minute.");
        }
    }

    private URI back(String why) {
        desk.notes().keep(Flash.problem(why));
        return URI.create("/credits");
    }
}
