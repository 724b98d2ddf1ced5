package dev.turnpike.web.catalog;

import dev.turnpike.billing.catalog.LiveCatalog;
import dev.turnpike.billing.catalog.Model;
import dev.turnpike.web.page.Page;
import dev.turnpike.web.page.Page.Section;
import dev.turnpike.web.page.PortalSettings;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** One model: who serves it, at what price, and how to call it. */
@Path("/models/{author}/{slug}")
@Singleton
@Produces(MediaType.TEXT_HTML)
public class ModelPage {

    private final LiveCatalog catalog;
    private final VisitorPrices visitorPrices;
    private final PortalSettings settings;

    @Inject
    public ModelPage(LiveCatalog catalog, VisitorPrices visitorPrices, PortalSettings settings) {
        this.catalog = catalog;
        this.visitorPrices = visitorPrices;
        this.settings = settings;
    }

    @GET
    public Page show(@PathParam("author") String author, @PathParam("slug") String slug) {
        Model model = catalog.findModel(author + "/" + slug).orElseThrow(NotFoundException::new);
        Prices prices = visitorPrices.get();
        return Page.of("catalog/show", model.name(), Section.MODELS)
                .with("model", ModelRow.of(model, catalog.isRoutable(model), prices))
                .with("description", model.description())
                .with("created", model.created().toString())
                .with("parameters", model.supportedParameters())
                .with(
                        "offers",
                        model.offers().stream()
                                .map(
                                        offer ->
                                                OfferRow.of(
                                                        offer,
                                                        catalog.isConnected(offer.provider()),
                                                        prices))
                                .toList())
                .with("samples", CodeSample.all(settings.apiBase(), model.id()));
    }
}
