package dev.turnpike.billing.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnpike.billing.money.UnitPrice;
import dev.turnpike.billing.pricing.DailyWindow;
import dev.turnpike.billing.pricing.PriceCondition;
import dev.turnpike.billing.pricing.PriceSheet;
import dev.turnpike.billing.pricing.PriceVariant;
import dev.turnpike.billing.pricing.ServiceTier;
import dev.turnpike.billing.pricing.TokenClass;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the catalogue files may hold, and what is said when they hold something else. */
class CatalogFormatTest {

    private static final Map<String, String> PROVIDER =
            Map.ofEntries(
                    Map.entry("slug", "acme"),
                    Map.entry("name", "Acme"),
                    Map.entry("protocol", "openai"),
                    Map.entry("base_url", "https://acme.test/v1"),
                    Map.entry("max_tokens_field", "max_tokens"),
                    Map.entry("simulated", "no"),
                    Map.entry("source", "test"),
                    Map.entry("source_date", "2026-01-31"));

    private static final Map<String, String> MODEL =
            Map.ofEntries(
                    Map.entry("id", "ada/one"),
                    Map.entry("canonical_slug", "ada/one-2026"),
                    Map.entry("name", "One"),
                    Map.entry("author", "ada"),
                    Map.entry("created", "2026-01-31"),
                    Map.entry("description", "A model."),
                    Map.entry("context_length", "1000"),
                    Map.entry("input_modalities", "text;image"),
                    Map.entry("output_modalities", "text"),
                    Map.entry("tokenizer", "Other"),
                    Map.entry("simulated", "no"),
                    Map.entry("source", "test"),
                    Map.entry("source_date", "2026-01-31"));

    private static final Map<String, String> OFFER =
            Map.ofEntries(
                    Map.entry("model", "ada/one"),
                    Map.entry("provider", "acme"),
                    Map.entry("upstream_model", "one"),
                    Map.entry("context_length", "1000"),
                    Map.entry("input", "500000"),
                    Map.entry("output", "1500000"),
                    Map.entry("source", "test"),
                    Map.entry("source_date", "2026-01-31"));

    private static final Map<String, String> VARIANT =
            Map.ofEntries(
                    Map.entry("model", "ada/one"),
                    Map.entry("provider", "acme"),
                    Map.entry("above_prompt_tokens", "800"),
                    Map.entry("utc_window", "16:30-00:30"),
                    Map.entry("output", "9000000"),
                    Map.entry("source", "test"),
                    Map.entry("source_date", "2026-01-31"));

    private static final String NO_VARIANTS = String.join("\t", VariantsFile.COLUMNS) + "\n";

    /** Half of what the offer costs as usual. */
    private static final Map<String, String> FLEX =
            with(
                    with(
                            with(
                                    with(
                                            with(VARIANT, "above_prompt_tokens", ""),
                                            "utc_window",
                                            ""),
                                    "service_tier",
                                    "flex"),
                            "input",
                            "250000"),
                    "output",
                    "750000");

    @Test
    void readsASmallCatalogue() {
        Catalog catalog = parse(PROVIDER, MODEL, OFFER);

        Offer offer = catalog.listOffers().getFirst();
        assertThat(offer.id()).isEqualTo("ada/one@acme");
        assertThat(offer.prices().priceOf(TokenClass.OUTPUT).picos()).isEqualTo(1_500_000);
        assertThat(offer.prices().listed(TokenClass.CACHE_READ)).isNull();
        assertThat(catalog.listModels().getFirst().inputModalities())
                .containsExactly("text", "image");
    }

    @Test
    void promisesOnlyWhatACallCanHold() {
        Map<String, String> knowing =
                with(
                        with(MODEL, "input_modalities", "text;file;audio;video;image"),
                        "output_modalities",
                        "audio;text");

        Model model = parse(PROVIDER, knowing, OFFER).listModels().getFirst();

        assertThat(model.inputModalities()).containsExactly("text", "audio", "image");
        assertThat(model.outputModalities()).containsExactly("text");
    }

    @Test
    void keepsAnOfferWithoutPriceAsIncomplete() {
        Catalog catalog = parse(PROVIDER, MODEL, with(OFFER, "output", ""));

        assertThat(catalog.listOffers().getFirst().prices().isComplete()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "input, -1, a price is never negative: -1",
        "input, 0.5, a price is a whole number of pico-dollars: 0.5",
        "output, 1.25e-07, a price is a whole number of pico-dollars: 1.25e-07",
        "output, 007, a price is a whole number of pico-dollars: 007",
        "context_length, many, a count is a whole number: many",
        "context_length, 0, a count is at least 1",
        "context_length, 1001, is longer than that of the model",
        "provider, bob, is not in providers.tsv",
        "source, '', must not be empty",
        "source_date, 31.01.2026, a date is YYYY-MM-DD: 31.01.2026",
        "capabilities, tools;tools, a list has no empty and no repeated parts: tools;tools",
        "upstream_model, ' one', stray space or control character",
    })
    void refusesAWrongOfferAndSaysWhere(String column, String cell, String problem) {
        assertThatThrownBy(() -> parse(PROVIDER, MODEL, with(OFFER, column, cell)))
                .isInstanceOf(CatalogFormatException.class)
                .hasMessage("offers.tsv:3: column " + column + ": " + problem);
    }

    @ParameterizedTest
    @CsvSource({
        "id, One, 'is author/slug in lower case, not One'",
        "id, bob/one, 'is author/slug in lower case, not bob/one'",
        "id, ada/two, has no row in offers.tsv: ada/two",
        "created, 2026-02-30, a date is YYYY-MM-DD: 2026-02-30",
        "input_modalities, '', must not be empty",
        "input_modalities, file, names nothing that a call can hold: file",
        "output_modalities, image;audio, names nothing that a call can hold: image;audio",
        "simulated, maybe, 'is yes or no, not maybe'",
    })
    void refusesAWrongModelAndSaysWhere(String column, String cell, String problem) {
        assertThatThrownBy(() -> parse(PROVIDER, with(MODEL, column, cell), OFFER))
                .isInstanceOf(CatalogFormatException.class)
                .hasMessage("models.tsv:3: column " + column + ": " + problem);
    }

    @ParameterizedTest
    @CsvSource({
        "protocol, soap, 'is openai or anthropic, not soap'",
        "base_url, https://acme.test/v1/, is no address without trailing slash: https://acme.test/v1/",
        "base_url, acme.test, is no address without trailing slash: acme.test",
        "max_tokens_field, limit, 'is max_tokens or max_completion_tokens, not limit'",
    })
    void refusesAWrongProviderAndSaysWhere(String column, String cell, String problem) {
        assertThatThrownBy(() -> parse(with(PROVIDER, column, cell), MODEL, OFFER))
                .isInstanceOf(CatalogFormatException.class)
                .hasMessage("providers.tsv:3: column " + column + ": " + problem);
    }

    @Test
    void refusesAnOfferWhoseModelIsUnknown() {
        String offers =
                file(OffersFile.COLUMNS, OFFER)
                        + line(OffersFile.COLUMNS, with(OFFER, "model", "x/y"));

        assertThatThrownBy(() -> AroundOffers.parse(offers))
                .hasMessage("offers.tsv:4: column model: is not in models.tsv: x/y");
    }

    @Test
    void refusesTheSameOfferTwice() {
        String offers = file(OffersFile.COLUMNS, OFFER) + line(OffersFile.COLUMNS, OFFER);

        assertThatThrownBy(() -> AroundOffers.parse(offers))
                .hasMessage("offers.tsv:4: column provider: offers ada/one twice");
    }

    @Test
    void refusesARowWithTooFewCells() {
        String offers = file(OffersFile.COLUMNS, OFFER) + "ada/one\tacme\n";

        assertThatThrownBy(() -> AroundOffers.parse(offers))
                .hasMessage("offers.tsv:4: 2 cells instead of " + OffersFile.COLUMNS.size());
    }

    @Test
    void refusesAFileWithoutOrWithAnotherHeader() {
        assertThatThrownBy(() -> AroundOffers.parse("# nothing\n"))
                .hasMessage("offers.tsv:1: the header is missing");
        assertThatThrownBy(() -> AroundOffers.parse("model\tprice\n"))
                .hasMessageStartingWith("offers.tsv:1: the header is [model, price] instead of");
    }

    @Test
    void refusesASimulatedModelAtARealProvider() {
        assertThatThrownBy(() -> parse(PROVIDER, with(MODEL, "simulated", "yes"), OFFER))
                .hasMessageContaining("only a simulated provider offers simulated models");
    }

    @Test
    void laysOtherPricesOverTheUsualOnes() {
        PriceSheet prices = withVariant(VARIANT).listOffers().getFirst().prices();

        PriceVariant variant = prices.variants().getFirst();
        assertThat(variant.condition())
                .isEqualTo(
                        new PriceCondition(
                                800L, new DailyWindow(LocalTime.of(16, 30), LocalTime.of(0, 30))));
        assertThat(variant.prices().priceOf(TokenClass.INPUT)).isEqualTo(new UnitPrice(500_000));
        assertThat(variant.prices().priceOf(TokenClass.OUTPUT)).isEqualTo(new UnitPrice(9_000_000));
        assertThat(prices.priceOf(TokenClass.OUTPUT)).isEqualTo(new UnitPrice(1_500_000));
    }

    @ParameterizedTest
    @CsvSource({
        "output, -1, output: a price is never negative: -1",
        "output, '', input: a variant names at least one price",
        "provider, bob, 'provider: is not in offers.tsv: ada/one@bob'",
        "above_prompt_tokens, 0, above_prompt_tokens: a count is at least 1",
        "utc_window, 24:00-01:00, 'utc_window: a window is HH:MM-HH:MM in UTC: 24:00-01:00'",
        "utc_window, 01:00-01:00, 'utc_window: a window is HH:MM-HH:MM in UTC: 01:00-01:00'",
        "source, '', source: must not be empty",
    })
    void refusesAWrongVariantAndSaysWhere(String column, String cell, String problem) {
        assertThatThrownBy(() -> withVariant(with(VARIANT, column, cell)))
                .isInstanceOf(CatalogFormatException.class)
                .hasMessage("variants.tsv:3: column " + problem);
    }

    @Test
    void readsThePricesOfATier() {
        PriceSheet prices = withVariant(FLEX).listOffers().getFirst().prices();

        assertThat(prices.isOffered(ServiceTier.FLEX)).isTrue();
        assertThat(prices.isOffered(ServiceTier.PRIORITY)).isFalse();
        assertThat(prices.variants().getFirst().prices().priceOf(TokenClass.INPUT))
                .isEqualTo(new UnitPrice(250_000));
    }

    @ParameterizedTest
    @CsvSource({
        "service_tier, batch, 'service_tier: is flex or priority, not batch'",
        "service_tier, default, 'service_tier: is flex or priority, not default'",
        "output, '', output: a tier names all prices that offers.tsv names",
    })
    void refusesATierThatIsNoneOrHasAPriceThatIsUnknown(
            String column, String cell, String problem) {
        assertThatThrownBy(() -> withVariant(with(FLEX, column, cell)))
                .isInstanceOf(CatalogFormatException.class)
                .hasMessage("variants.tsv:3: column " + problem);
    }

    @Test
    void refusesAVariantWithoutConditionAndTwoOfTheSame() {
        Map<String, String> always =
                with(with(VARIANT, "above_prompt_tokens", ""), "utc_window", "");
        String twice = file(VariantsFile.COLUMNS, VARIANT) + line(VariantsFile.COLUMNS, VARIANT);

        assertThatThrownBy(() -> withVariant(always))
                .hasMessage(
                        "variants.tsv:3: column above_prompt_tokens: a variant has a condition");
        assertThatThrownBy(() -> VariantsFile.parse(twice))
                .hasMessage(
                        "variants.tsv:4: column above_prompt_tokens:"
                                + " another row has the same condition");
    }

    private static Catalog withVariant(Map<String, String> variant) {
        return Catalog.parse(
                file(ProvidersFile.COLUMNS, PROVIDER),
                file(ModelsFile.COLUMNS, MODEL),
                file(OffersFile.COLUMNS, OFFER),
                file(VariantsFile.COLUMNS, variant),
                Map.of());
    }

    private static Catalog parse(
            Map<String, String> provider, Map<String, String> model, Map<String, String> offer) {
        return Catalog.parse(
                file(ProvidersFile.COLUMNS, provider),
                file(ModelsFile.COLUMNS, model),
                file(OffersFile.COLUMNS, offer),
                NO_VARIANTS,
                Map.of());
    }

    /** A good provider and model around the offers under test. */
    private static final class AroundOffers {
        static Catalog parse(String offers) {
            return Catalog.parse(
                    file(ProvidersFile.COLUMNS, PROVIDER),
                    file(ModelsFile.COLUMNS, MODEL),
                    offers,
                    NO_VARIANTS,
                    Map.of());
        }
    }

    private static Map<String, String> with(Map<String, String> row, String column, String cell) {
        Map<String, String> changed = new HashMap<>(row);
        changed.put(column, cell);
        return changed;
    }

    private static String file(List<String> columns, Map<String, String> row) {
        return "# a comment\n" + String.join("\t", columns) + "\n" + line(columns, row);
    }

    private static String line(List<String> columns, Map<String, String> row) {
        return String.join(
                        "\t", columns.stream().map(column -> row.getOrDefault(column, "")).toList())
                + "\n";
    }
}
