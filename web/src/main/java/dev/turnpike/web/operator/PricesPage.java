package dev.turnpike.web.operator;

import dev.turnpike.billing.catalog.LiveCatalog;
import dev.turnpike.billing.plans.Plans;
import dev.turnpike.billing.plans.Standing;
import dev.turnpike.billing.pricing.Markup;
import dev.turnpike.web.page.Fields;
import dev.turnpike.web.page.Page;
import dev.turnpike.web.signin.SignedIn;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/** What every offer costs us and its customers, and which prices wait for a decision. */
@Path("/operator/prices")
@Singleton
@SignedIn
@OperatorsOnly
@Produces(MediaType.TEXT_HTML)
public class PricesPage {

    static final String PATH = "/operator/prices";

    private final Fields fields;
    private final LiveCatalog catalog;
    private final Plans plans;
    private final PricesView view;

    @Inject
    public PricesPage(Fields fields, LiveCatalog catalog, Plans plans, PricesView view) {
        this.fields = fields;
        this.catalog = catalog;
        this.plans = plans;
        this.view = view;
    }

    @GET
    public Page list() {
        @Nullable Markup standard = plans.markupOf(Standing.NEW);
        return view.list(
                catalog.listOffers().stream()
                        .map(offer -> catalog.priced(offer, standard))
                        .toList(),
                PriceFilter.read(fields),
                fields.text("page"));
    }
}
