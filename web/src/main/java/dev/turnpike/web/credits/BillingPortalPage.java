package dev.turnpike.web.credits;

import dev.turnpike.billing.credits.CustomerDesk;
import dev.turnpike.billing.credits.Payments.PaymentsUnavailable;
import dev.turnpike.web.page.Desk;
import dev.turnpike.web.page.Flash;
import dev.turnpike.web.page.PortalSettings;
import dev.turnpike.web.page.Redirect;
import dev.turnpike.web.signin.SignedIn;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Leads to the payment provider's page for cards, tax ids and invoices, and back. */
@Path("/credits/billing")
@Singleton
@SignedIn
public class BillingPortalPage {

    private static final Logger LOG = Logger.getLogger(BillingPortalPage.class.getName());

    private final Desk desk;
    private final CustomerDesk customers;
    private final PortalSettings settings;

    @Inject
    public BillingPortalPage(Desk desk, CustomerDesk customers, PortalSettings settings) {
        this.desk = desk;
        this.customers = customers;
        this.settings = settings;
    }

    @POST
    public Response create() {
        try {
            return Redirect.to(
                    customers.openPortal(
                            desk.visitor().account(),
                            desk.visitor().member().email(),
                            settings.url("/credits/billing")));
        } catch (PaymentsUnavailable e) {
            LOG.log(Level.WARNING, "The billing portal could not be opened: {0}", e.getMessage());
            desk.notes()
                    .keep(
                            Flash.problem(
                                    e.isLasting()
                                            ? "The payment provider refuses to open its page; tell whoever runs this installation."
                                            : "The payment provider does not answer; try again in a minute."));
            return Redirect.to("/credits");
        }
    }

    /** Back from there, perhaps with another card. */
    @GET
    public Response show() {
        try {
            var _ = customers.refreshCard(desk.visitor().account());
        } catch (PaymentsUnavailable e) {
            LOG.log(Level.WARNING, "A card could not be looked up: {0}", e.getMessage());
        }
        return Redirect.to("/credits");
    }
}
