package dev.turnpike.web.catalog;

import dev.turnpike.billing.catalog.LiveCatalog;
import dev.turnpike.billing.catalog.Provider;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What providers are called: pages show names, and short names only where they are typed. */
@Singleton
public class ProviderNames {

    private final Map<String, String> names;

    @Inject
    public ProviderNames(LiveCatalog catalog) {
        this(catalog.listProviders());
    }

    public ProviderNames(List<Provider> providers) {
        names = providers.stream().collect(Collectors.toMap(Provider::slug, Provider::name));
    }

    /** The name of the provider with this slug; the slug when it has left the catalogue since. */
    public String of(String slug) {
        return names.getOrDefault(slug, slug);
    }
}
