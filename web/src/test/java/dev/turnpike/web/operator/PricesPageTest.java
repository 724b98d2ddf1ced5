package dev.turnpike.web.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.billing.catalog.Catalog;
import dev.turnpike.billing.catalog.Offer;
import dev.turnpike.billing.catalog.PricedOffer;
import dev.turnpike.billing.money.UnitPrice;
import dev.turnpike.billing.pricelists.ListFormat;
import dev.turnpike.billing.pricelists.ListState;
import dev.turnpike.billing.pricelists.PriceListSettings;
import dev.turnpike.billing.pricelists.PriceProposal;
import dev.turnpike.billing.pricelists.PriceProposal.Option;
import dev.turnpike.billing.pricelists.PriceProposal.Origin;
import dev.turnpike.billing.pricelists.PriceProposal.State;
import dev.turnpike.billing.pricing.Markup;
import dev.turnpike.billing.pricing.PriceCondition;
import dev.turnpike.billing.pricing.PriceSheet;
import dev.turnpike.billing.pricing.PriceVariant;
import dev.turnpike.billing.pricing.PriceVersion;
import dev.turnpike.billing.pricing.TokenClass;
import dev.turnpike.web.page.Browser;
import dev.turnpike.web.page.Page;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PricesPageTest {

    private static final List<Offer> OFFERS = Catalog.shipped(Map.of()).listOffers();
    private static final Offer OFFER = OFFERS.getFirst();
    private static final PriceSheet NOW = sheet(1_000_000, 2_000_000);
    private static final PriceFilter ALL = new PriceFilter("", "");

    private final Browser operator = Browser.ofOperator();

    @Test
    void showsWhatWePayWhatCustomersPayAndTheMargin() {
        assertThat(operator.open("operator-prices", view().list(priced(), ALL, "")))
                .containsSubsequence(OFFER.id(), "$1.00", "$2.00", "$1.15", "$2.30", "$0.15")
                .contains("two lists agree", "15 %", "waits for you", "22 Nov 2026")
                .contains("<b>1</b> of", "/operator/prices/offer?id=")
                .containsSubsequence("genai-prices", "never", "it took longer than 60 seconds")
                .containsSubsequence("litellm", "abababababababab", "badge on\">good<")
                .containsSubsequence("openrouter", "set no more")
                .contains("aria-current=\"page\">Prices");
    }

    @Test
    void findsOffersByAPartOfTheirNameAndThoseThatWait() {
        PriceFilter waiting = new PriceFilter("", "waiting");
        PriceFilter nothing = new PriceFilter("<no> such", "waiting");

        assertThat(operator.open("operator-prices-waiting", view().list(priced(), waiting, "9")))
                .contains(OFFER.id())
                .doesNotContain(">settled<");
        assertThat(operator.open("operator-prices-none", view().list(priced(), nothing, "x")))
                .contains("No offer matches", "value=\"&lt;no&gt; such\"");
        assertThat(nothing.address(2))
                .isEqualTo("/operator/prices?q=%3Cno%3E+such&show=waiting&page=2");
        assertThat(
                        new PriceFilter(OFFER.id().toUpperCase(Locale.ROOT), "")
                                .apply(priced(), Set.of()))
                .extracting(it -> it.offer().id())
                .contains(OFFER.id());
    }

    @Test
    void laysAProposalBeforeTheOperatorWithItsEvidence() {
        String html = operator.open("operator-price", show(view(), PriceForm.of(version(OFFER))));

        assertThat(html)
                .contains("litellm &lt;says&gt; otherwise", "litellm: input tokens $3")
                .containsSubsequence("From litellm", "input tokens", "$1.00", "$3.00", "the same")
                .contains("above 200,000 prompt tokens: input tokens", "$6.00")
                .contains("action=\"/operator/prices/proposals/7/approval\"")
                .contains("action=\"/operator/prices/proposals/7/rejection\"", "name=\"csrf\"")
                .contains("name=\"choice\" value=\"0\"")
                .containsSubsequence("Usual prices", "$1.00", "$1.15", "$0.15")
                .containsSubsequence("Editions", "$1.00", "litellm sha256:ab", "two lists agree")
                .contains("rejected by ada@acme.test", "settled by newer lists");
    }

    @Test
    void offersNothingToApproveOnceAnotherEditionIsInForce() {
        PriceVersion newer =
                new PriceVersion(13, OFFER.id(), NOW, Browser.NOW, "by hand", "ada@acme.test");
        PricedOffer priced = new PricedOffer(OFFER, newer, new Markup(1_500));

        assertThat(
                        operator.open(
                                "operator-price-outdated",
                                view().show(priced, PriceForm.of(newer))))
                .contains("It is out of date", "proposals/7/rejection")
                .doesNotContain("proposals/7/approval", "No source says");
    }

    @Test
    void offersAFormForAnotherPriceAndEarlierEditionsToComeAgain() {
        assertThat(operator.open("operator-price-form", show(view(), PriceForm.of(version(OFFER)))))
                .contains("action=\"/operator/prices/offer\"", "name=\"input\" value=\"1\"")
                .contains("name=\"edition\" value=\"12\"", "web searches, each")
                .contains(
                        "action=\"/operator/prices/offer/again\"", "Put edition 11 in force again")
                .contains("name=\"seen\" value=\"12\"")
                .doesNotContain(
                        "I mean it",
                        "Put edition 12 in force again",
                        "<details class=\"card\" open");
    }

    @Test
    void showsBesideTheFieldsWhatIsWrongWithAPrice() {
        PriceForm doubting = PriceForm.of(version(OFFER)).doubting(List.of(TokenClass.OUTPUT));
        PriceForm outdated = PriceForm.of(version(OFFER)).outdatedBy(version(OFFER));

        assertThat(operator.open("operator-price-doubtful", show(view(), doubting)))
                .contains("id=\"output-error\"", "more than tenfold", "I mean it", "name=\"meant\"")
                .contains("<details class=\"card\" open");
        assertThat(operator.open("operator-price-late", show(view(), outdated)))
                .contains("came into force while you typed");
    }

    @Test
    void saysThatNoListIsFetched() {
        var view =
                new PricesView(
                        new FixedPrices.Proposals(List.of()),
                        new FixedPrices.Versions(List.of()),
                        new FixedPrices.Lists(List.of()),
                        PriceListSettings.parse("", PriceListSettings.DEFAULT_EVERY));

        assertThat(operator.open("operator-prices-off", view.list(priced(), ALL, "2")))
                .contains("TURNPIKE_PRICE_LISTS", "page=1", "<b>0</b> of");
        assertThat(
                        operator.open(
                                "operator-price-settled", show(view, PriceForm.of(version(OFFER)))))
                .doesNotContain("is proposed", "Earlier proposals");
    }

    private static PricesView view() {
        return new PricesView(
                new FixedPrices.Proposals(
                        List.of(
                                proposal(7, State.OPEN),
                                proposal(6, State.REJECTED),
                                proposal(5, State.WITHDRAWN))),
                new FixedPrices.Versions(List.of(version(OFFER), earlier())),
                new FixedPrices.Lists(
                        List.of(
                                new ListState(
                                        ListFormat.GENAI_PRICES,
                                        "https://lists.test/genai.json",
                                        Browser.NOW,
                                        null,
                                        null,
                                        "it took longer than 60 seconds"),
                                new ListState(
                                        ListFormat.LITELLM,
                                        "https://lists.test/litellm.json",
                                        Browser.NOW,
                                        Browser.NOW,
                                        "ab".repeat(32),
                                        null),
                                new ListState(
                                        ListFormat.OPENROUTER,
                                        "https://lists.test/former.json",
                                        Browser.NOW,
                                        Browser.NOW,
                                        "cd".repeat(32),
                                        null))),
                PriceListSettings.parse(
                        "genai-prices=https://lists.test/genai.json"
                                + " litellm=https://lists.test/litellm.json"
                                + " openrouter=https://lists.test/moved.json",
                        PriceListSettings.DEFAULT_EVERY));
    }

    private static Page show(PricesView view, PriceForm form) {
        return view.show(priced(OFFER), form);
    }

    private static PriceVersion earlier() {
        return new PriceVersion(
                11,
                OFFER.id(),
                sheet(900_000, 2_000_000),
                Browser.NOW,
                "typed by hand: the <provider's> letter",
                "ada@acme.test");
    }

    private static PriceProposal proposal(long id, State state) {
        PriceSheet dearer = sheet(3_000_000, 2_000_000);
        PriceSheet proposed =
                new PriceSheet(
                        dearer.prices(),
                        List.of(
                                new PriceVariant(
                                        new PriceCondition(200_000L, null),
                                        sheet(6_000_000, 4_000_000))));
        return new PriceProposal(
                id,
                OFFER.id(),
                Origin.LISTS,
                state,
                12,
                List.of("litellm <says> otherwise"),
                List.of("litellm: input tokens $3"),
                "0".repeat(64),
                List.of(new Option("litellm", proposed)),
                Browser.NOW,
                state == State.OPEN ? null : Browser.NOW,
                state == State.REJECTED ? "ada@acme.test" : null);
    }

    private static List<PricedOffer> priced() {
        return OFFERS.stream().map(PricesPageTest::priced).toList();
    }

    private static PricedOffer priced(Offer offer) {
        return new PricedOffer(offer, version(offer), new Markup(1_500));
    }

    private static PriceVersion version(Offer offer) {
        return new PriceVersion(
                12, offer.id(), NOW, Browser.NOW, "litellm sha256:ab", "two lists agree");
    }

    private static PriceSheet sheet(long input, long output) {
        return new PriceSheet(
                Map.of(
                        TokenClass.INPUT, new UnitPrice(input),
                        TokenClass.OUTPUT, new UnitPrice(output)));
    }
}
