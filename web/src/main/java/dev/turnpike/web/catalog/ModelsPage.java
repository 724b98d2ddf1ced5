package dev.turnpike.web.catalog;

import dev.turnpike.billing.catalog.LiveCatalog;
import dev.turnpike.billing.catalog.Model;
import dev.turnpike.web.page.Page;
import dev.turnpike.web.page.Page.Section;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All models, to search and compare. */
@Path("/models")
@Singleton
@Produces(MediaType.TEXT_HTML)
public class ModelsPage {

    private final LiveCatalog catalog;
    private final Prices prices;

    @Inject
    public ModelsPage(LiveCatalog catalog, Prices prices) {
        this.catalog = catalog;
        this.prices = prices;
    }

    @GET
    public Page list(
            @QueryParam("q") @Nullable String query,
            @QueryParam("provider") @Nullable String provider,
            @QueryParam("input") @Nullable String input,
            @QueryParam("show") @Nullable String show,
            @QueryParam("sort") @Nullable String sort) {
        ModelFilter filter = ModelFilter.of(query, provider, input, show, sort);
        List<Model> all = catalog.listModels();
        return Page.of("catalog/list", "Models", Section.MODELS)
                .with("filter", filter)
                .with("total", all.size())
                .with("providers", providers())
                .with(
                        "models",
                        filter.apply(all, catalog::isRoutable).stream()
                                .map(model -> ModelRow.of(model, catalog.isRoutable(model), prices))
                                .toList());
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
