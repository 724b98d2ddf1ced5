package dev.turnpike.web.credits;

import dev.turnpike.billing.credits.CreditPurchase;
import dev.turnpike.billing.credits.Payments.PaymentsUnavailable;
import dev.turnpike.billing.credits.Payments.ReturnAddresses;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.web.page.Desk;
import dev.turnpike.web.page.PortalSettings;
import dev.turnpike.web.page.Redirect;
import dev.turnpike.web.signin.SignedIn;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Takes the form that buys credit, and leads to the page on which it is paid. */
@Path("/credits/purchases")
@Singleton
@SignedIn
@Produces(MediaType.TEXT_HTML)
public class PurchasePage {

    private static final Logger LOG = Logger.getLogger(PurchasePage.class.getName());
    private static final int UNPROCESSABLE = 422;
    private static final int UNAVAILABLE = 503;

    private final Desk desk;
    private final CreditsPage credits;
    private final CreditPurchase purchase;
    private final PortalSettings settings;

    @Inject
    public PurchasePage(
            Desk desk, CreditsPage credits, CreditPurchase purchase, PortalSettings settings) {
        this.desk = desk;
        this.credits = credits;
        this.purchase = purchase;
        this.settings = settings;
    }

    @POST
    public Response create() {
        PurchaseForm form = PurchaseForm.read(desk.fields());
        Optional<Usd> amount = form.amount();
        if (amount.isEmpty()) {
            return again(
                    form.withError("Type an amount in dollars, such as 25 or 12.50."),
                    UNPROCESSABLE);
        }
        try {
            return begin(form, amount.get());
        } catch (PaymentsUnavailable e) {
            LOG.log(Level.WARNING, "The payment page could not be opened: {0}", e.getMessage());
            return again(
                    form.withError(
                            e.isLasting()
                                    ? "The payment provider refuses this purchase. Nothing was"
                                            + " charged; tell whoever runs this installation."
                                    : "The payment provider does not answer. Nothing was charged;"
                                            + " try again in a minute."),
                    UNAVAILABLE);
        }
    }

    /** Somebody who reloaded after a refusal. */
    @GET
    public Response show() {
        return Redirect.to("/credits");
    }

    private Response begin(PurchaseForm form, Usd amount) {
        ReturnAddresses addresses =
                new ReturnAddresses(
                        settings.url("/credits/return"), settings.url("/credits?cancelled=yes"));
        return switch (purchase.create(
                desk.visitor().member(),
                new CreditPurchase.Wish(amount, form.keepsCard()),
                addresses)) {
            case CreditPurchase.Begun begun -> Redirect.to(begun.page());
            case CreditPurchase.AmountRefused(var bounds) ->
                    again(form.refused(bounds), UNPROCESSABLE);
        };
    }

    private Response again(PurchaseForm form, int status) {
        return Response.ok(credits.page(form, RedemptionForm.EMPTY).withStatus(status)).build();
    }
}
