package dev.turnpike.web.operator;

import dev.turnpike.billing.catalog.LiveCatalog;
import dev.turnpike.billing.catalog.PricedOffer;
import dev.turnpike.billing.plans.Plans;
import dev.turnpike.billing.plans.Standing;
import dev.turnpike.billing.pricelists.PriceSetting;
import dev.turnpike.billing.pricelists.PriceSetting.Outcome;
import dev.turnpike.web.page.Desk;
import dev.turnpike.web.page.Flash;
import dev.turnpike.web.page.Page;
import dev.turnpike.web.page.Redirect;
import dev.turnpike.web.signin.SignedIn;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** The price of one offer: all of it, what it was before, what is proposed, and typing another. */
@Path("/operator/prices/offer")
@Singleton
@SignedIn
@OperatorsOnly
@Produces(MediaType.TEXT_HTML)
public class OfferPricePage {

    private static final int UNPROCESSABLE = 422;

    private final Desk desk;
    private final LiveCatalog catalog;
    private final Plans plans;
    private final PricesView view;
    private final PriceSetting setting;

    @Inject
    public OfferPricePage(
            Desk desk, LiveCatalog catalog, Plans plans, PricesView view, PriceSetting setting) {
        this.desk = desk;
        this.catalog = catalog;
        this.plans = plans;
        this.view = view;
        this.setting = setting;
    }

    static String address(String offerId) {
        return PricesPage.PATH + "/offer?id=" + URLEncoder.encode(offerId, StandardCharsets.UTF_8);
    }

    @GET
    public Page show() {
        PricedOffer priced = offer();
        return view.show(priced, PriceForm.of(priced.price()));
    }

    @POST
    public Response set() {
        String id = offer().offer().id();
        PriceForm form = PriceForm.read(desk.fields());
        return switch (form.check(id)) {
            case PriceForm.Bad(PriceForm wrong) -> again(wrong);
            case PriceForm.Good(var prices) ->
                    answer(setting.set(prices, desk.visitor().member().email()), id, form);
        };
    }

    private Response answer(Outcome outcome, String id, PriceForm form) {
        return switch (outcome) {
            case Outcome.Done _ -> {
                catalog.refresh();
                desk.notes().keep(Flash.done("The price is in force on all servers in seconds."));
                yield Redirect.to(address(id));
            }
            case Outcome.Same() -> {
                desk.notes().keep(Flash.done("These prices were in force already."));
                yield Redirect.to(address(id));
            }
            case Outcome.Doubtful(var classes) -> again(form.doubting(classes));
            case Outcome.OutOfDate() -> {
                catalog.refresh();
                yield again(form.outdatedBy(offer().price()));
            }
            case Outcome.Unknown() -> throw new NotFoundException();
        };
    }

    private Response again(PriceForm form) {
        return Response.ok(view.show(offer(), form).withStatus(UNPROCESSABLE)).build();
    }

    private PricedOffer offer() {
        String id = desk.fields().text("id");
        return catalog.listOffers().stream()
                .filter(offer -> offer.id().equals(id))
                .findAny()
                .map(offer -> catalog.priced(offer, plans.markupOf(Standing.NEW)))
                .orElseThrow(NotFoundException::new);
    }
}
