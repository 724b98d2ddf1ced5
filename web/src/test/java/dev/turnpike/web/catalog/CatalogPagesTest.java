package dev.turnpike.web.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.billing.catalog.Catalog;
import dev.turnpike.billing.catalog.Model;
import dev.turnpike.billing.catalog.Offer;
import dev.turnpike.billing.pricing.Markup;
import dev.turnpike.billing.pricing.MarkupChange;
import dev.turnpike.billing.pricing.MarkupSubject;
import dev.turnpike.billing.pricing.MarkupSubject.Scope;
import dev.turnpike.billing.pricing.Markups;
import dev.turnpike.billing.pricing.TokenClass;
import dev.turnpike.web.operator.FixedMarkups;
import dev.turnpike.web.page.Browser;
import dev.turnpike.web.page.Page;
import dev.turnpike.web.page.Page.Section;
import dev.turnpike.web.page.Paging;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CatalogPagesTest {

    private static final Prices PRICES =
            new Prices(new Markups(new Markup(1_500), new FixedMarkups()), null);

    private final Browser stranger = Browser.ofStranger();
    private final List<Model> models =
            Catalog.shipped(Map.of("TURNPIKE_SANDBOX_MODELS_URL", "http://127.0.0.1:8083"))
                    .listModels();

    @Test
    void listsModelsWithTheirPriceAndWhetherTheyAnswerHere() {
        String html = stranger.open("models", list(filter("", "", "")));
        Model first =
                filter("", "", "")
                        .apply(models, Model::simulated, PRICES::weighCheapest)
                        .getFirst();

        assertThat(html).contains("not connected", "simulated", "/models/" + first.id());
    }

    @Test
    void findsModelsByAPartOfTheirName() {
        Model wanted = models.getFirst();

        assertThat(
                        filter(wanted.id().toUpperCase(java.util.Locale.ROOT), "", "")
                                .apply(models, _ -> true, PRICES::weighCheapest))
                .contains(wanted);
        assertThat(filter("no such model", "", "").apply(models, _ -> true, PRICES::weighCheapest))
                .isEmpty();
    }

    @Test
    void picksTheOfferThatIsCheapestWithItsMarkup() {
        Model model =
                models.stream().filter(it -> it.offers().size() > 1).findFirst().orElseThrow();
        Offer listed = PRICES.cheapest(model);
        var dear = new MarkupSubject(Scope.PROVIDER, listed.provider().slug());
        var change = new MarkupChange(dear, new Markup(100_000), Browser.NOW, "ada@acme.test");
        var prices = new Prices(new Markups(new Markup(0), new FixedMarkups(change)), null);

        assertThat(prices.cheapest(model)).isNotEqualTo(listed);
        assertThat(ModelRow.of(model, true, prices).input())
                .isEqualTo(prices.of(prices.cheapest(model), TokenClass.INPUT));
    }

    @Test
    void offersToFilterByWhatModelsTakeHere() {
        Set<String> kinds = new TreeSet<>();
        models.forEach(model -> kinds.addAll(model.inputModalities()));

        assertThat(kinds).containsExactly("audio", "image", "text");
        assertThat(stranger.open("models", list(filter("", "", ""))))
                .contains(kinds.stream().map("<option value=\"%s\">"::formatted).toList())
                .doesNotContain("\"file\"", "\"video\"");
    }

    @Test
    void saysSoWhenNoModelMatches() {
        assertThat(stranger.open("models-none", list(filter("no such model", "", ""))))
                .contains("No model matches", "Show all models");
    }

    @Test
    void leadsToTheNextAndThePreviousPageAndKeepsTheFilter() {
        String html = stranger.open("models-page-2", list(filter("a", "", "name"), "2"));

        assertThat(html)
                .contains("<b>26–50</b>", "Models, page 2 of", "that match")
                .contains("rel=\"prev\" href=\"/models?q=a&amp;sort=name#models\"")
                .contains("rel=\"next\" href=\"/models?q=a&amp;sort=name&amp;page=3#models\"");
    }

    @Test
    void showsEachModelOnOnePage() {
        List<Model> found =
                filter("", "", "name").apply(models, Model::simulated, PRICES::weighCheapest);
        int last = new Paging(1, found.size()).last();

        assertThat(IntStream.rangeClosed(1, last).boxed())
                .flatMap(number -> new Paging(number, found.size()).cut(found))
                .containsExactlyElementsOf(found);
    }

    @Test
    void writesTheFilterIntoTheAddress() {
        ModelFilter filter = new ModelFilter("ü &", "openai", "", "", "");

        assertThat(filter.address(1)).isEqualTo("/models?q=%C3%BC+%26&provider=openai#models");
        assertThat(filter("", "", "").address(2)).isEqualTo("/models?page=2#models");
    }

    @Test
    void sortsByThePriceOfInput() {
        assertThat(filter("", "", "price").apply(models, _ -> true, PRICES::weighCheapest))
                .extracting(PRICES::weighCheapest)
                .isSorted();
    }

    @Test
    void showsOneModelWithOffersAndCode() {
        Model model = models.getLast();
        Page page =
                Page.of("catalog/show", model.name(), Section.MODELS)
                        .with("model", ModelRow.of(model, false, PRICES))
                        .with("description", "<script>alert(1)</script> " + model.description())
                        .with("created", model.created().toString())
                        .with("parameters", model.supportedParameters())
                        .with(
                                "offers",
                                model.offers().stream()
                                        .map(offer -> OfferRow.of(offer, false, PRICES))
                                        .toList())
                        .with("samples", CodeSample.all(Browser.SETTINGS.apiBase(), model.id()));

        assertThat(stranger.open("model", page))
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;", "Python", "JavaScript", "Java")
                .doesNotContain("<script>alert");
    }

    @Test
    void showsWhatLongPromptsCost() {
        Offer offer =
                models.stream()
                        .filter(model -> model.id().equals("google/gemini-2.5-pro"))
                        .findAny()
                        .orElseThrow()
                        .offers()
                        .getFirst();

        assertThat(OfferRow.of(offer, true, PRICES).variants())
                .containsExactly(
                        new OfferRow.Variant(
                                "above 200,000 prompt tokens",
                                "input tokens $2.875, cached input tokens $0.2875,"
                                        + " output tokens $17.25"));
    }

    @Test
    void writesTokenCountsShort() {
        assertThat(List.of(512L, 8_192L, 128_000L, 1_000_000L, 1_048_576L))
                .map(ModelRow::tokens)
                .containsExactly("512", "8K", "128K", "1M", "1.04M");
    }

    private Page list(ModelFilter filter) {
        return list(filter, "");
    }

    private Page list(ModelFilter filter, String number) {
        List<Model> found = filter.apply(models, Model::simulated, PRICES::weighCheapest);
        Paging paging = Paging.of(number, found.size());
        return Page.of("catalog/list", ModelsPage.title(paging), Section.MODELS)
                .with("filter", filter)
                .with("total", models.size())
                .with("paging", paging)
                .with("providers", List.of(new ModelsPage.ProviderChoice("openai", "OpenAI")))
                .with(
                        "models",
                        paging.cut(found).stream()
                                .map(model -> ModelRow.of(model, model.simulated(), PRICES))
                                .toList());
    }

    private static ModelFilter filter(String query, String show, String sort) {
        return new ModelFilter(query, "", "", show, sort);
    }
}
