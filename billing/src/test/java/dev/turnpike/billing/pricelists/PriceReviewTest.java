package dev.turnpike.billing.pricelists;

import static dev.turnpike.billing.pricelists.ListFormat.GENAI_PRICES;
import static dev.turnpike.billing.pricelists.ListFormat.LITELLM;
import static dev.turnpike.billing.pricelists.ListFormat.OPENROUTER;
import static dev.turnpike.billing.pricelists.Sheets.sheet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.billing.catalog.MaxTokensField;
import dev.turnpike.billing.catalog.Offer;
import dev.turnpike.billing.catalog.Protocol;
import dev.turnpike.billing.catalog.Provider;
import dev.turnpike.billing.pricing.PriceCondition;
import dev.turnpike.billing.pricing.PriceSheet;
import dev.turnpike.billing.pricing.PriceVariant;
import dev.turnpike.billing.pricing.ServiceTier;
import dev.turnpike.billing.pricing.TokenClass;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriceReviewTest {

    private static final long CONTEXT = 100_000;
    private static final LocalDate DATE = LocalDate.of(2026, 8, 1);
    private static final PriceSheet NOW = sheet(TokenClass.INPUT, 1_000, TokenClass.OUTPUT, 2_000);
    private static final PriceSheet NEW = sheet(TokenClass.INPUT, 1_500, TokenClass.OUTPUT, 2_000);
    private static final Condition LONG = new Condition(CONTEXT - 1, null, null);
    private static final RowName ROW = RowName.ofProvider("openai", "ant-1-0801");

    static final Offer OFFER = offer("openai", "toys/ant-1", "Ant-1-0801");

    private final Offer offer = OFFER;

    @Test
    void publishesWhatTwoListsSay() {
        assertThat(review(NEW, NEW))
                .isEqualTo(new Decision.Publish(NEW, List.of(GENAI_PRICES, LITELLM)));
    }

    @Test
    void keepsWhatIsInForceWhenTheListsSayTheSame() {
        assertThat(review(NOW, NOW)).isEqualTo(new Decision.Confirm());
    }

    @Test
    void keepsWhatIsInForceWhenOneListAloneKnowsTheOffer() {
        assertThat(review(list(LITELLM, ROW, NOW))).isEqualTo(new Decision.Keep());
        assertThat(review()).isEqualTo(new Decision.Keep());
    }

    @Test
    void letsAPersonLookWhenOneListAloneSaysOtherwise() {
        assertThat(review(list(LITELLM, ROW, NEW)))
                .isEqualTo(
                        new Decision.Wait(
                                List.of("litellm alone knows this offer, and says otherwise"),
                                null));
    }

    @Test
    void letsAPersonLookWhenTheRowOfTheOnlyListIsRefused() {
        PriceList refused =
                PriceList.of(LITELLM, List.of(new ListRow.Refused(ROW, "input is negative")), 0);

        assertThat(review(refused))
                .isEqualTo(new Decision.Wait(List.of("litellm: input is negative"), null));
    }

    @Test
    void letsAPersonLookWhenOneListAloneNamesAnotherPriceOnACondition() {
        PriceSheet longer = sheet(TokenClass.INPUT, 7_000, TokenClass.OUTPUT, 2_000);
        var price = new ListedPrice(NOW, Map.of(LONG, longer), Set.of());
        var list = PriceList.of(LITELLM, List.of(new ListRow.Priced(ROW, price)), 0);

        assertThat(review(list)).isInstanceOf(Decision.Wait.class);
        assertThat(PriceReview.of(offer, above(NOW, longer), List.of(list)))
                .isEqualTo(new Decision.Keep());
    }

    @Test
    void keepsPricesThatNoListCanName() {
        PriceSheet searching =
                sheet(
                        TokenClass.INPUT, 1_000,
                        TokenClass.OUTPUT, 2_000,
                        TokenClass.SEARCH, 10_000_000_000L);
        PriceSheet expected =
                sheet(
                        TokenClass.INPUT, 1_500,
                        TokenClass.OUTPUT, 2_000,
                        TokenClass.SEARCH, 10_000_000_000L);

        assertThat(
                        PriceReview.of(
                                offer,
                                searching,
                                List.of(list(GENAI_PRICES, ROW, NEW), list(LITELLM, ROW, NEW))))
                .isEqualTo(new Decision.Publish(expected, List.of(GENAI_PRICES, LITELLM)));
    }

    @Test
    void keepsPricesOfServiceTiersAndLetsAPersonLookWhenTheUsualOnesMove() {
        PriceSheet flex = sheet(TokenClass.INPUT, 500, TokenClass.OUTPUT, 1_000);
        var tier = List.of(new PriceVariant(PriceCondition.of(ServiceTier.FLEX), flex));
        PriceSheet current = new PriceSheet(NOW.prices(), tier);

        assertThat(
                        PriceReview.of(
                                offer,
                                current,
                                List.of(list(GENAI_PRICES, ROW, NOW), list(LITELLM, ROW, NOW))))
                .isEqualTo(new Decision.Confirm());
        assertThat(
                        PriceReview.of(
                                offer,
                                current,
                                List.of(list(GENAI_PRICES, ROW, NEW), list(LITELLM, ROW, NEW))))
                .isEqualTo(
                        new Decision.Wait(
                                List.of(
                                        "no two lists tell whether the prices of service tiers"
                                                + " have moved, too"),
                                new PriceSheet(NEW.prices(), tier)));
    }

    @Test
    void letsAPersonLookAtADisagreementWithNothingToApprove() {
        assertThat(review(NEW, NOW))
                .isEqualTo(
                        new Decision.Wait(
                                List.of("input tokens: genai-prices $0.0015," + " litellm $0.001"),
                                null));
    }

    @Test
    void letsAPersonLookAtARefusedRow() {
        PriceList refused =
                PriceList.of(LITELLM, List.of(new ListRow.Refused(ROW, "input is negative")), 0);

        assertThat(review(list(GENAI_PRICES, ROW, NEW), refused))
                .isEqualTo(new Decision.Wait(List.of("litellm: input is negative"), null));
    }

    @ParameterizedTest
    @CsvSource({"10000, false", "10001, false", "10010, true", "100, false", "99, true", "0, true"})
    void letsAPersonApproveAMoveOfMoreThanTenfold(long picos, boolean waits) {
        PriceSheet moved = sheet(TokenClass.INPUT, picos, TokenClass.OUTPUT, 2_000);
        Decision decision = review(moved, moved);

        assertThat(decision).isInstanceOf(waits ? Decision.Wait.class : Decision.Publish.class);
        if (decision instanceof Decision.Wait(var _, PriceSheet approvable)) {
            assertThat(approvable).isEqualTo(moved);
        }
    }

    @Test
    void letsAPersonLookWhenAClassIsNamedNoMore() {
        PriceSheet cached =
                sheet(
                        TokenClass.INPUT, 1_000,
                        TokenClass.OUTPUT, 2_000,
                        TokenClass.CACHE_READ, 100);
        Decision decision =
                PriceReview.of(
                        offer,
                        cached,
                        List.of(list(GENAI_PRICES, ROW, NOW), list(LITELLM, ROW, NOW)));

        assertThat(decision)
                .isEqualTo(
                        new Decision.Wait(
                                List.of(
                                        "cached input tokens: from $0.0001 to $0.001,"
                                                + " because no two lists name it any more"),
                                NOW));
    }

    @Test
    void letsAPersonLookAtWhatIsFreeEvenWhenNoPriceWasKnown() {
        PriceSheet free = sheet(TokenClass.INPUT, 0, TokenClass.OUTPUT, 0);
        List<PriceList> lists = List.of(list(GENAI_PRICES, ROW, free), list(LITELLM, ROW, free));

        assertThat(PriceReview.of(offer, new PriceSheet(Map.of()), lists))
                .isEqualTo(new Decision.Wait(List.of("every price is 0"), free));
        assertThat(PriceReview.of(offer, free, lists)).isEqualTo(new Decision.Confirm());
    }

    @Test
    void makesAVariantOfAThreshold() {
        PriceSheet longer = sheet(TokenClass.INPUT, 7_000, TokenClass.OUTPUT, 9_000);

        assertThat(reviewOn(LONG, longer))
                .isEqualTo(
                        new Decision.Publish(above(NEW, longer), List.of(GENAI_PRICES, LITELLM)));
    }

    @Test
    void doesNotGuessWhatAClassCostsOnACondition() {
        assertThat(reviewOn(LONG, sheet(TokenClass.INPUT, 7_000)))
                .isEqualTo(
                        new Decision.Wait(
                                List.of(
                                        "has conditions that a price sheet cannot hold:"
                                                + " above 99999 prompt tokens"),
                                null));
    }

    @Test
    void doesNotFlattenAPriceOnACondition() {
        assertThat(reviewOn(new Condition(null, null, "02:00 to 12:00")))
                .isInstanceOf(Decision.Wait.class);
    }

    @Test
    void letsAPersonLookWhenAConditionIsNamedNoMoreOrMovesTooFar() {
        PriceSheet longer = sheet(TokenClass.INPUT, 7_000, TokenClass.OUTPUT, 9_000);
        PriceSheet far = sheet(TokenClass.INPUT, 70_001, TokenClass.OUTPUT, 9_000);
        List<PriceList> flat = List.of(list(GENAI_PRICES, ROW, NEW), list(LITELLM, ROW, NEW));

        assertThat(PriceReview.of(offer, above(NEW, longer), flat))
                .isEqualTo(
                        new Decision.Wait(
                                List.of(
                                        "above 99,999 prompt tokens: no two lists name other"
                                                + " prices any more"),
                                NEW));
        assertThat(reviewOn(LONG, far))
                .isEqualTo(
                        new Decision.Wait(
                                List.of(
                                        "above 99,999 prompt tokens, input tokens: from"
                                                + " $0.001 to $0.070001, more than"
                                                + " tenfold"),
                                above(NEW, far)));
    }

    @Test
    void leavesOutConditionsThatNoCallCanMeet() {
        assertThat(reviewOn(new Condition(CONTEXT, null, null)))
                .isInstanceOf(Decision.Publish.class);
        assertThat(reviewOn(new Condition(null, "priority", null)))
                .isInstanceOf(Decision.Publish.class);
        assertThat(reviewOn(new Condition(null, "batches", null)))
                .isInstanceOf(Decision.Publish.class);
    }

    @Test
    void doesNotForgetPricesWithoutAClass() {
        assertThat(reviewBeyond(offer, "web search")).isInstanceOf(Decision.Publish.class);
        assertThat(reviewBeyond(offer, "cached audio")).isInstanceOf(Decision.Wait.class);
    }

    @Test
    void takesSearchesOfModelsThatSearchByThemselvesForAPrice() {
        assertThat(reviewBeyond(offer("openai", "toys/ant-search", "ant-search"), "web search"))
                .isInstanceOf(Decision.Wait.class);
        assertThat(reviewBeyond(offer("openai", "toys/ant", "ant-deep-research-01"), "web search"))
                .isInstanceOf(Decision.Wait.class);
        assertThat(reviewBeyond(offer("openai", "toys/ant", "nousresearch/ant"), "web search"))
                .isInstanceOf(Decision.Publish.class);
        assertThat(reviewBeyond(offer("perplexity", "toys/ant", "ant"), "web search"))
                .isInstanceOf(Decision.Wait.class);
    }

    @Test
    void findsAListingsRowByOurNameAndOthersByTheProviders() {
        PriceList listing = list(OPENROUTER, RowName.ofListing("openai", "toys/ant-1"), NEW);

        assertThat(review(list(LITELLM, ROW, NEW), listing))
                .isEqualTo(new Decision.Publish(NEW, List.of(LITELLM, OPENROUTER)));
    }

    @ParameterizedTest
    @CsvSource({
        "openai, ant-1",
        "openai, ant-1-0802",
        "openai, eu.ant-1-0801",
        "openai, ant-1-0801:free",
        "openai, toys/ant-1-0801",
        "azure, ant-1-0801"
    })
    void matchesNothingThatOnlyLooksAlike(String provider, String model) {
        RowName other = RowName.ofProvider(provider, model);

        assertThat(review(list(LITELLM, other, NEW), list(GENAI_PRICES, other, NEW)))
                .isEqualTo(new Decision.Keep());
    }

    private Decision review(PriceList... lists) {
        return PriceReview.of(offer, NOW, List.of(lists));
    }

    private Decision review(PriceSheet genaiPrices, PriceSheet litellm) {
        return review(list(GENAI_PRICES, ROW, genaiPrices), list(LITELLM, ROW, litellm));
    }

    private static PriceSheet above(PriceSheet usual, PriceSheet longer) {
        var condition = new PriceCondition(CONTEXT - 1, null);
        return new PriceSheet(
                usual.prices(), List.of(PriceVariant.over(usual, condition, longer.prices())));
    }

    private Decision reviewOn(Condition condition) {
        return reviewOn(condition, sheet(TokenClass.INPUT, 7_000));
    }

    private Decision reviewOn(Condition condition, PriceSheet other) {
        return reviewed(offer, new ListedPrice(NEW, Map.of(condition, other), Set.of()));
    }

    private static Decision reviewBeyond(Offer offer, String beyond) {
        return reviewed(offer, new ListedPrice(NEW, Map.of(), Set.of(beyond)));
    }

    private static Decision reviewed(Offer offer, ListedPrice price) {
        RowName name = RowName.ofProvider(offer.provider().slug(), offer.upstreamModel());
        ListRow row = new ListRow.Priced(name, price);
        return PriceReview.of(
                offer,
                NOW,
                List.of(
                        PriceList.of(GENAI_PRICES, List.of(row), 0),
                        PriceList.of(LITELLM, List.of(row), 0)));
    }

    private static PriceList list(ListFormat format, RowName name, PriceSheet sheet) {
        return PriceList.of(format, List.of(new ListRow.Priced(name, ListedPrice.flat(sheet))), 0);
    }

    private static Offer offer(String provider, String model, String upstream) {
        return new Offer(
                model,
                new Provider(
                        provider,
                        provider,
                        Protocol.OPENAI,
                        "http://127.0.0.1",
                        MaxTokensField.MAX_TOKENS,
                        null,
                        null,
                        null,
                        null,
                        List.of(),
                        List.of(),
                        false,
                        null,
                        "a test",
                        DATE),
                upstream,
                CONTEXT,
                null,
                null,
                List.of(),
                NOW,
                "a test",
                DATE);
    }
}
