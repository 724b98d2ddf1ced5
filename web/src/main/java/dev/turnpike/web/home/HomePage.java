package dev.turnpike.web.home;

import dev.turnpike.billing.catalog.LiveCatalog;
import dev.turnpike.web.catalog.Showcase;
import dev.turnpike.web.page.Page;
import dev.turnpike.web.page.Page.Section;
import dev.turnpike.web.page.PortalSettings;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** The first page. */
@Path("/")
@Singleton
@Produces(MediaType.TEXT_HTML)
public class HomePage {

    private final LiveCatalog catalog;
    private final Showcase showcase;
    private final PortalSettings settings;

    @Inject
    public HomePage(LiveCatalog catalog, Showcase showcase, PortalSettings settings) {
        this.catalog = catalog;
        this.showcase = showcase;
        this.settings = settings;
    }

    @GET
    public Page show() {
        Showcase.Shown shown = showcase.show();
        return Page.of("home/show", "Every model, one key", Section.HOME)
                .with("modelCount", catalog.listModels().size())
                .with("providerCount", catalog.listProviders().size())
                .with("callable", catalog.listModels().stream().filter(catalog::isRoutable).count())
                .with("examples", shown.examples())
                .with("firstModel", shown.firstModel())
                .with("apiBase", settings.apiBase());
    }
}
