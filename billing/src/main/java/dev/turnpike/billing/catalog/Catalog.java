package dev.turnpike.billing.catalog;

import dev.turnpike.billing.pricing.PriceVersion;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An unchanging picture of all models, their providers and their list prices. */
public final class Catalog {

    private final Map<String, Provider> providers = new LinkedHashMap<>();
    private final Map<String, Model> models = new LinkedHashMap<>();
    private final Map<String, Model> modelsByCanonicalSlug = new LinkedHashMap<>();

    private Catalog(Collection<Provider> providers, Collection<Model> models) {
        providers.forEach(provider -> this.providers.put(provider.slug(), provider));
        models.forEach(model -> this.models.put(model.id(), model));
        models.forEach(model -> modelsByCanonicalSlug.put(model.canonicalSlug(), model));
    }

    /**
     * The catalogue that ships with us.
     *
     * @param placeholders the settings that base addresses name; a provider whose setting is absent
     *     or blank is left out, together with the models that only it offers
     * @throws CatalogFormatException when a file breaks its format
     */
    public static Catalog shipped(Map<String, String> placeholders) {
        return parse(
                CatalogFile.shipped(ProvidersFile.NAME),
                CatalogFile.shipped(ModelsFile.NAME),
                CatalogFile.shipped(OffersFile.NAME),
                CatalogFile.shipped(VariantsFile.NAME),
                placeholders);
    }

    static Catalog parse(
            String providers,
            String models,
            String offers,
            String variants,
            Map<String, String> placeholders) {
        ProvidersFile providersFile = ProvidersFile.parse(providers, placeholders);
        Map<String, Provider> bySlug = new LinkedHashMap<>();
        providersFile.providers().forEach(provider -> bySlug.put(provider.slug(), provider));
        return new Catalog(
                bySlug.values(),
                ModelsFile.parse(
                        models, bySlug, OffersFile.parse(offers, variants, providersFile.slugs())));
    }

    /** The same catalogue with these prices; an offer that they do not name keeps its own. */
    Catalog withPrices(Map<String, PriceVersion> versions) {
        return new Catalog(
                providers.values(),
                models.values().stream().map(model -> model.withPrices(versions)).toList());
    }

    /** The model with this id or, failing that, with this canonical slug. */
    public Optional<Model> findModel(String id) {
        Model model = models.get(id);
        return Optional.ofNullable(model == null ? modelsByCanonicalSlug.get(id) : model);
    }

    /** All models, ordered by author and name as in the file. */
    public List<Model> listModels() {
        return List.copyOf(models.values());
    }

    public Optional<Provider> findProvider(String slug) {
        return Optional.ofNullable(providers.get(slug));
    }

    /** All providers with a known address, in the order of the file. */
    public List<Provider> listProviders() {
        return List.copyOf(providers.values());
    }

    /** All offers of all models. */
    public List<Offer> listOffers() {
        return models.values().stream().flatMap(model -> model.offers().stream()).toList();
    }
}
