package dev.turnpike.web.catalog;

import dev.turnpike.billing.catalog.LiveCatalog;
import dev.turnpike.billing.catalog.Model;
import dev.turnpike.web.page.Fields;
import dev.turnpike.web.page.Page;
import dev.turnpike.web.page.Page.Section;
import dev.turnpike.web.page.Paging;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Comparator;
import java.util.List;

/** All models, to search and compare. */
@Path("/models")
@Singleton
@Produces(MediaType.TEXT_HTML)
public class ModelsPage {

    private final LiveCatalog catalog;
    private final VisitorPrices visitorPrices;
    private final Fields fields;

    @Inject
    public ModelsPage(LiveCatalog catalog, VisitorPrices visitorPrices, Fields fields) {
        this.catalog = catalog;
        this.visitorPrices = visitorPrices;
        this.fields = fields;
    }

    @GET
    public Page list() {
        ModelFilter filter = ModelFilter.read(fields);
        Prices prices = visitorPrices.get();
        List<Model> all = catalog.listModels();
        List<Model> found = filter.apply(all, catalog::isRoutable, prices::weighCheapest);
        Paging paging = Paging.of(fields.text("page"), found.size());
        return Page.of("catalog/list", title(paging), Section.MODELS)
                .with("filter", filter)
                .with("total", all.size())
                .with("paging", paging)
                .with("providers", providers())
                .with(
                        "models",
                        paging.cut(found).stream()
                                .map(model -> ModelRow.of(model, catalog.isRoutable(model), prices))
                                .toList());
    }

    /** Tells tabs and entries of the history apart. */
    static String title(Paging paging) {
        return paging.number() == 1
                ? "Models"
                : "Models, page " + paging.number() + " of " + paging.last();
    }

    private List<ProviderChoice> providers() {
        return catalog.listProviders().stream()
                .map(each -> new ProviderChoice(each.slug(), each.name()))
                .sorted(Comparator.comparing(ProviderChoice::name, String.CASE_INSENSITIVE_ORDER))
                .toList();
    }

    /** A provider to filter by. */
    public record ProviderChoice(String slug, String name) {}
}
