package dev.turnpike.web.credits;

import dev.turnpike.billing.credits.Payments.PaymentsUnavailable;
import dev.turnpike.billing.topups.TopUpSetting;
import dev.turnpike.web.page.Desk;
import dev.turnpike.web.page.Flash;
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

/** Removes the saved card, and with the last one automatic top-up. */
@Path("/credits/card/removal")
@Singleton
@SignedIn
public class CardRemovalPage {

    private static final Logger LOG = Logger.getLogger(CardRemovalPage.class.getName());

    private final Desk desk;
    private final TopUpSetting setting;

    @Inject
    public CardRemovalPage(Desk desk, TopUpSetting setting) {
        this.desk = desk;
        this.setting = setting;
    }

    @POST
    public Response create() {
        desk.notes().keep(remove());
        return Redirect.to("/credits");
    }

    /** Somebody who reloaded. */
    @GET
    public Response show() {
        return Redirect.to("/credits");
    }

    private Flash remove() {
        try {
            return setting.removeCard(desk.visitor().account())
                    .map(
                            _ ->
                                    Flash.done(
                                            "The card is removed. Another one of yours is saved, too."))
                    .orElseGet(
                            () -> Flash.done("The card is removed. Nothing is bought by itself."));
        } catch (PaymentsUnavailable e) {
            LOG.log(Level.WARNING, "A card could not be removed: {0}", e.getMessage());
            return Flash.problem(
                    "The payment provider does not answer. The card is still saved; try again in a minute.");
        }
    }
}
