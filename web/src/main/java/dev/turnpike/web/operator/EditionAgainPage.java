package dev.turnpike.web.operator;

import dev.turnpike.billing.catalog.LiveCatalog;
import dev.turnpike.billing.pricelists.PriceSetting;
import dev.turnpike.billing.pricelists.PriceSetting.Outcome;
import dev.turnpike.web.page.Desk;
import dev.turnpike.web.page.Fields;
import dev.turnpike.web.page.Flash;
import dev.turnpike.web.page.Redirect;
import dev.turnpike.web.signin.SignedIn;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/** Puts an earlier edition of a price in force again. */
@Path("/operator/prices/offer/again")
@Singleton
@SignedIn
@OperatorsOnly
public class EditionAgainPage {

    private final Desk desk;
    private final PriceSetting setting;
    private final LiveCatalog catalog;

    @Inject
    public EditionAgainPage(Desk desk, PriceSetting setting, LiveCatalog catalog) {
        this.desk = desk;
        this.setting = setting;
        this.catalog = catalog;
    }

    @POST
    public Response create() {
        Fields fields = desk.fields();
        String offer = fields.text("id");
        Outcome outcome =
                setting.restore(
                        offer,
                        PriceForm.number(fields.text("seen")),
                        PriceForm.number(fields.text("edition")),
                        desk.visitor().member().email());
        catalog.refresh();
        desk.notes().keep(flash(outcome));
        return Redirect.to(
                outcome instanceof Outcome.Unknown
                        ? PricesPage.PATH
                        : OfferPricePage.address(offer));
    }

    private static Flash flash(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done _ -> Flash.done("The price is in force on all servers in seconds.");
            case Outcome.Same() -> Flash.done("These prices were in force already.");
            case Outcome.OutOfDate() ->
                    Flash.problem(
                            "Another price came into force meanwhile. Nothing was changed: look"
                                    + " again.");
            case Outcome.Doubtful _, Outcome.Unknown() ->
                    Flash.problem("There is no such edition of this offer with a price.");
        };
    }
}
