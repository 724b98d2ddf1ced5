package dev.turnpike.web.operator;

import dev.turnpike.billing.catalog.LiveCatalog;
import dev.turnpike.web.page.Fields;
import dev.turnpike.web.page.Page;
import dev.turnpike.web.signin.SignedIn;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

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
    private final PricesView view;

    @Inject
    public PricesPage(Fields fields, LiveCatalog catalog, PricesView view) {
        this.fields = fields;
        this.catalog = catalog;
        this.view = view;
    }

    @GET
    public Page list() {
        return view.list(
                catalog.listOffers().stream().map(catalog::priced).toList(),
                PriceFilter.read(fields),
                fields.text("page"));
    }
}
