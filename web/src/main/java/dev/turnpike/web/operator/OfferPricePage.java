package dev.turnpike.web.operator;

import dev.turnpike.billing.catalog.LiveCatalog;
import dev.turnpike.billing.plans.Plans;
import dev.turnpike.billing.plans.Standing;
import dev.turnpike.web.page.Fields;
import dev.turnpike.web.page.Page;
import dev.turnpike.web.signin.SignedIn;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** The price of one offer: all of it, what it was before, and what is proposed. */
@Path("/operator/prices/offer")
@Singleton
@SignedIn
@OperatorsOnly
@Produces(MediaType.TEXT_HTML)
public class OfferPricePage {

    private final Fields fields;
    private final LiveCatalog catalog;
    private final Plans plans;
    private final PricesView view;

    @Inject
    public OfferPricePage(Fields fields, LiveCatalog catalog, Plans plans, PricesView view) {
        this.fields = fields;
        this.catalog = catalog;
        this.plans = plans;
        this.view = view;
    }

    static String address(String offerId) {
        return PricesPage.PATH + "/offer?id=" + URLEncoder.encode(offerId, StandardCharsets.UTF_8);
    }

    @GET
    public Page show() {
        String id = fields.text("id");
        return catalog.listOffers().stream()
                .filter(offer -> offer.id().equals(id))
                .findAny()
                .map(offer -> view.show(catalog.priced(offer, plans.markupOf(Standing.NEW))))
                .orElseThrow(NotFoundException::new);
    }
}
