package dev.turnpike.billing.pricelists;

import static dev.turnpike.billing.pricelists.ListFormat.GENAI_PRICES;
import static dev.turnpike.billing.pricelists.ListFormat.LITELLM;
import static dev.turnpike.billing.pricelists.ListFormat.OPENROUTER;
import static dev.turnpike.billing.pricelists.Sheets.sheet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.billing.pricing.PriceSheet;
import dev.turnpike.billing.pricing.TokenClass;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReconcilerTest {

    private static final RowName ANT = RowName.ofProvider("toys", "ant");
    private static final PriceSheet BASE = sheet(TokenClass.INPUT, 1_000, TokenClass.OUTPUT, 2_000);
    private static final Condition LONG = new Condition(9_000L, null, null);

    @Test
    void agreesOnTheDearestOfPricesThatDifferByOnePercent() {
        Verdict verdict =
                judge(
                        sheet(TokenClass.INPUT, 990, TokenClass.OUTPUT, 2_000),
                        sheet(TokenClass.INPUT, 1_000, TokenClass.OUTPUT, 1_980));

        assertThat(verdict)
                .isEqualTo(
                        new Verdict.Agreed(ListedPrice.flat(BASE), List.of(GENAI_PRICES, LITELLM)));
    }

    @Test
    void tellsEveryClassThatDiffersByMoreWithWhoSaidWhat() {
        Verdict verdict =
                judge(
                        sheet(TokenClass.INPUT, 989, TokenClass.OUTPUT, 2_000),
                        sheet(TokenClass.INPUT, 1_000, TokenClass.OUTPUT, 4_000));

        assertThat(verdict)
                .isEqualTo(
                        new Verdict.Disagreed(
                                List.of(
                                        "input tokens: genai-prices $0.000989," + " litellm $0.001",
                                        "output tokens: genai-prices $0.002,"
                                                + " litellm $0.004")));
    }

    @Test
    void takesFreeForLikeNothingButFree() {
        assertThat(judge(free(0, 0), free(0, 0))).isInstanceOf(Verdict.Agreed.class);
        assertThat(judge(free(0, 1), free(0, 0))).isInstanceOf(Verdict.Disagreed.class);
    }

    @Test
    void missesAClassThatOneListAloneNames() {
        Verdict verdict = judge(with(TokenClass.CACHE_READ, 100), BASE);

        assertThat(verdict)
                .isEqualTo(
                        new Verdict.Disagreed(
                                List.of(
                                        "cached input tokens: named by one list alone,"
                                                + " genai-prices $0.0001")));
    }

    @Test
    void missesNothingWhenTheClassCostsWhatItWouldAnyway() {
        assertThat(judge(with(TokenClass.REASONING, 2_000), BASE))
                .isEqualTo(
                        new Verdict.Agreed(ListedPrice.flat(BASE), List.of(GENAI_PRICES, LITELLM)));
    }

    @Test
    void asksTwoListsForEachClassAndMindsNoSilentThird() {
        Verdict verdict =
                Reconciler.judge(
                        Map.of(
                                GENAI_PRICES, flat(with(TokenClass.CACHE_READ, 100)),
                                LITELLM, flat(with(TokenClass.CACHE_READ, 100)),
                                OPENROUTER, flat(BASE)));

        assertThat(verdict)
                .isEqualTo(
                        new Verdict.Agreed(
                                ListedPrice.flat(with(TokenClass.CACHE_READ, 100)),
                                List.of(GENAI_PRICES, LITELLM, OPENROUTER)));
    }

    @Test
    void doesNotOutvoteAThirdThatSaysOtherwise() {
        Verdict verdict =
                Reconciler.judge(
                        Map.of(
                                GENAI_PRICES, flat(BASE),
                                LITELLM, flat(BASE),
                                OPENROUTER, flat(with(TokenClass.INPUT, 500))));

        assertThat(verdict).isInstanceOf(Verdict.Disagreed.class);
    }

    @Test
    void believesNothingWhenOneOfTheRowsIsRefused() {
        Verdict verdict =
                Reconciler.judge(
                        Map.of(
                                GENAI_PRICES, flat(BASE),
                                LITELLM, flat(BASE),
                                OPENROUTER, new ListRow.Refused(ANT, "prompt is negative: -1")));

        assertThat(verdict)
                .isEqualTo(new Verdict.Refused(Map.of(OPENROUTER, "prompt is negative: -1")));
    }

    @Test
    void tellsWhenOneListOrNoneKnowsIt() {
        assertThat(Reconciler.judge(Map.of(LITELLM, flat(BASE))))
                .isEqualTo(new Verdict.SingleSource(LITELLM));
        assertThat(Reconciler.judge(Map.of())).isEqualTo(new Verdict.Unknown());
    }

    @Test
    void comparesConditionsLikeUsualPrices() {
        PriceSheet more = sheet(TokenClass.INPUT, 2_000);

        assertThat(judge(on(LONG, more), on(LONG, more)))
                .isEqualTo(
                        new Verdict.Agreed(
                                new ListedPrice(BASE, Map.of(LONG, more), Set.of()),
                                List.of(GENAI_PRICES, LITELLM)));
        assertThat(judge(on(LONG, more), on(LONG, sheet(TokenClass.INPUT, 3_000))))
                .isInstanceOf(Verdict.Disagreed.class);
        assertThat(judge(on(LONG, more), ListedPrice.flat(BASE)))
                .isEqualTo(
                        new Verdict.Disagreed(
                                List.of(
                                        "above 9000 prompt tokens: input tokens: named by one list"
                                                + " alone, genai-prices $0.002")));
    }

    private static Verdict judge(PriceSheet genaiPrices, PriceSheet litellm) {
        return judge(ListedPrice.flat(genaiPrices), ListedPrice.flat(litellm));
    }

    private static Verdict judge(ListedPrice genaiPrices, ListedPrice litellm) {
        return Reconciler.judge(
                Map.of(
                        GENAI_PRICES, new ListRow.Priced(ANT, genaiPrices),
                        LITELLM, new ListRow.Priced(ANT, litellm)));
    }

    private static ListRow flat(PriceSheet sheet) {
        return new ListRow.Priced(ANT, ListedPrice.flat(sheet));
    }

    private static ListedPrice on(Condition condition, PriceSheet sheet) {
        return new ListedPrice(BASE, Map.of(condition, sheet), Set.of());
    }

    private static PriceSheet free(long input, long output) {
        return sheet(TokenClass.INPUT, input, TokenClass.OUTPUT, output);
    }

    private static PriceSheet with(TokenClass tokenClass, long picos) {
        return tokenClass == TokenClass.INPUT
                ? sheet(TokenClass.INPUT, picos, TokenClass.OUTPUT, 2_000)
                : sheet(TokenClass.INPUT, 1_000, TokenClass.OUTPUT, 2_000, tokenClass, picos);
    }
}
