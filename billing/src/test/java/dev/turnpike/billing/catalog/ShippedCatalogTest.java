package dev.turnpike.billing.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.billing.money.UnitPrice;
import dev.turnpike.billing.pricing.PriceSheet;
import dev.turnpike.billing.pricing.PriceVariant;
import dev.turnpike.billing.pricing.TokenClass;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The files that ship: large enough, complete, and safe to bill from. */
class ShippedCatalogTest {

    private static final String SANDBOX = "http://127.0.0.1:8083";
    private static final LocalDate CREATED_AT = LocalDate.of(2026, 11, 22);

    private final Catalog catalog = Catalog.shipped(Map.of("TURNPIKE_SANDBOX_MODELS_URL", SANDBOX));

    @Test
    void holdsEnoughRealModelsAuthorsAndProviders() {
        assertThat(realModels()).hasSizeGreaterThanOrEqualTo(120);
        assertThat(realModels().stream().map(Model::author).distinct())
                .hasSizeGreaterThanOrEqualTo(15);
        assertThat(realModels().stream().flatMap(model -> providersOf(model).stream()).distinct())
                .hasSizeGreaterThanOrEqualTo(15);
    }

    @Test
    void tellsSourceAndDateOfEveryRow() {
        assertThat(catalog.listModels())
                .allSatisfy(model -> assertThat(model.source()).isNotBlank())
                .allSatisfy(model -> assertThat(model.sourceDate()).isBeforeOrEqualTo(CREATED_AT));
        assertThat(catalog.listOffers())
                .allSatisfy(offer -> assertThat(offer.source()).isNotBlank())
                .allSatisfy(offer -> assertThat(offer.sourceDate()).isBeforeOrEqualTo(CREATED_AT));
        assertThat(catalog.listProviders())
                .allSatisfy(provider -> assertThat(provider.source()).isNotBlank());
    }

    @Test
    void pricesEveryOfferOfARealModelFromTwoSources() {
        assertThat(realModels().stream().flatMap(model -> model.offers().stream()))
                .allSatisfy(offer -> assertThat(offer.source()).contains("+"));
    }

    @Test
    void givesNothingAwayForAMissingPrice() {
        assertThat(catalog.listOffers())
                .allSatisfy(offer -> assertThat(offer.prices().isComplete()).isTrue())
                .allSatisfy(offer -> assertThat(offer.prices().prices().values()).isNotEmpty())
                .noneSatisfy(
                        offer -> assertThat(offer.prices().prices()).containsValue(UnitPrice.FREE));
    }

    @Test
    void keepsTokenPricesWithinReason() {
        UnitPrice thousandDollarsPerMillion = new UnitPrice(1_000_000_000L);

        assertThat(catalog.listOffers())
                .allSatisfy(
                        offer ->
                                assertThat(offer.prices().dearestCompletion().picos())
                                        .isLessThan(thousandDollarsPerMillion.picos()))
                .allSatisfy(
                        offer ->
                                assertThat(offer.prices().priceOf(TokenClass.CACHE_READ).picos())
                                        .isLessThanOrEqualTo(
                                                offer.prices().priceOf(TokenClass.INPUT).picos()));
    }

    @Test
    void knowsAllCachePricesWhereTheProtocolReportsThem() {
        assertThat(catalog.listOffers())
                .filteredOn(offer -> offer.provider().slug().equals("anthropic"))
                .hasSizeGreaterThanOrEqualTo(10)
                .allSatisfy(
                        offer ->
                                assertThat(offer.prices().prices())
                                        .containsKeys(
                                                TokenClass.CACHE_READ,
                                                TokenClass.CACHE_WRITE_5M,
                                                TokenClass.CACHE_WRITE_1H));
    }

    @Test
    void knowsWhatASearchCostsWhereTheProtocolReportsSearches() {
        assertThat(catalog.listOffers())
                .filteredOn(offer -> offer.provider().protocol() == Protocol.ANTHROPIC)
                // Of this one two lists do not tell; it cannot search.
                .filteredOn(offer -> !offer.modelId().equals("anthropic/claude-3-haiku"))
                .hasSizeGreaterThanOrEqualTo(10)
                .allSatisfy(
                        offer ->
                                assertThat(offer.prices().priceOf(TokenClass.SEARCH))
                                        .isEqualTo(new UnitPrice(10_000_000_000L)));
    }

    @Test
    void knowsAWellKnownPriceToThePicoDollar() {
        Offer offer = offer("anthropic/claude-haiku-4.5", "anthropic");

        assertThat(offer.prices().priceOf(TokenClass.INPUT)).isEqualTo(new UnitPrice(1_000_000));
        assertThat(offer.prices().priceOf(TokenClass.CACHE_READ)).isEqualTo(new UnitPrice(100_000));
        assertThat(offer.prices().priceOf(TokenClass.OUTPUT)).isEqualTo(new UnitPrice(5_000_000));
    }

    @Test
    void endsTheContextWhereItIsNotKnownWhatTheProviderAsks() {
        assertThat(offer("x-ai/grok-4.5", "xai").contextLength()).isEqualTo(200_000);
        assertThat(offer("x-ai/grok-4.5", "xai").prices().variants()).isEmpty();
    }

    @Test
    void knowsWhatLongPromptsCost() {
        PriceSheet prices = offer("google/gemini-2.5-pro", "google-ai-studio").prices();
        PriceVariant longer =
                Objects.requireNonNull(prices.variantFor(200_001, Instant.EPOCH, null));

        assertThat(prices.variantFor(200_000, Instant.EPOCH, null)).isNull();
        assertThat(longer.condition().words()).isEqualTo("above 200,000 prompt tokens");
        assertThat(longer.prices().priceOf(TokenClass.INPUT)).isEqualTo(new UnitPrice(2_500_000));
        assertThat(longer.prices().priceOf(TokenClass.OUTPUT)).isEqualTo(new UnitPrice(15_000_000));
    }

    @Test
    void makesLongPromptsDearerInEveryClass() {
        List<Offer> offers =
                catalog.listOffers().stream()
                        .filter(offer -> !offer.prices().variants().isEmpty())
                        .toList();

        assertThat(offers).hasSizeGreaterThanOrEqualTo(10);
        for (Offer offer : offers) {
            for (PriceVariant variant : offer.prices().variants()) {
                assertThat(variant.condition().abovePromptTokens())
                        .isNotNull()
                        .isLessThanOrEqualTo(offer.contextLength());
                offer.prices()
                        .prices()
                        .forEach(
                                (tokenClass, usual) ->
                                        assertThat(variant.prices().priceOf(tokenClass).picos())
                                                .as("%s of %s", tokenClass, offer.id())
                                                .isGreaterThanOrEqualTo(
                                                        usual.picos()
                                                                + (tokenClass.isToken() ? 1 : 0)));
            }
        }
    }

    @Test
    void namesNoModelThatHasExpired() {
        assertThat(catalog.listModels())
                .filteredOn(model -> model.expirationDate() != null)
                .allSatisfy(model -> assertThat(model.expirationDate()).isAfter(CREATED_AT));
    }

    @Test
    void offersEverySandboxModelByBothProtocolsAboveZero() {
        List<Model> simulated = catalog.listModels().stream().filter(Model::simulated).toList();

        assertThat(simulated)
                .extracting(Model::id)
                .containsExactlyInAnyOrder(
                        "sandbox/echo",
                        "sandbox/lorem",
                        "sandbox/slow",
                        "sandbox/flaky",
                        "sandbox/tools",
                        "sandbox/json",
                        "sandbox/down",
                        "sandbox/limited",
                        "sandbox/cached",
                        "sandbox/reasoning");
        assertThat(simulated)
                .allSatisfy(
                        model ->
                                assertThat(providersOf(model))
                                        .containsExactly("sandbox", "sandbox-anthropic"))
                .flatExtracting(Model::offers)
                .allSatisfy(
                        offer ->
                                assertThat(offer.prices().prices().values())
                                        .allMatch(price -> price.picos() > 0));
    }

    @Test
    void fillsInTheAddressOfTheSandbox() {
        assertThat(catalog.findProvider("sandbox"))
                .hasValueSatisfying(
                        provider ->
                                assertThat(provider.baseUrl()).isEqualTo(SANDBOX + "/openai/v1"));
        assertThat(offer("sandbox/echo", "sandbox").upstreamModel()).isEqualTo("echo");
    }

    @Test
    void leavesTheSandboxOutWhenItHasNoAddress() {
        Catalog real = Catalog.shipped(Map.of("TURNPIKE_SANDBOX_MODELS_URL", " "));

        assertThat(real.listModels()).isNotEmpty().noneMatch(Model::simulated);
        assertThat(real.listProviders()).noneMatch(Provider::simulated);
    }

    @Test
    void findsAModelByItsIdAndByItsCanonicalSlug() {
        assertThat(catalog.findModel("anthropic/claude-haiku-4.5")).isPresent();
        assertThat(catalog.findModel("anthropic/claude-4.5-haiku-20251001"))
                .isEqualTo(catalog.findModel("anthropic/claude-haiku-4.5"));
        assertThat(catalog.findModel("nobody/nothing")).isEmpty();
    }

    private Collection<Model> realModels() {
        return catalog.listModels().stream().filter(model -> !model.simulated()).toList();
    }

    private Offer offer(String modelId, String provider) {
        return catalog.findModel(modelId).orElseThrow().offers().stream()
                .filter(offer -> offer.provider().slug().equals(provider))
                .findAny()
                .orElseThrow();
    }

    private static Set<String> providersOf(Model model) {
        return model.offers().stream()
                .map(offer -> offer.provider().slug())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
