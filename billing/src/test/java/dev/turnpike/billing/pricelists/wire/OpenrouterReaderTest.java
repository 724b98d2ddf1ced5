package dev.turnpike.billing.pricelists.wire;

import static dev.turnpike.billing.pricelists.ListFormat.OPENROUTER;
import static dev.turnpike.billing.pricelists.Sheets.sheet;
import static dev.turnpike.billing.pricelists.wire.Lists.price;
import static dev.turnpike.billing.pricelists.wire.Lists.read;
import static dev.turnpike.billing.pricelists.wire.Lists.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.billing.pricelists.Condition;
import dev.turnpike.billing.pricelists.ListedPrice;
import dev.turnpike.billing.pricelists.PriceList;
import dev.turnpike.billing.pricelists.RowName;
import dev.turnpike.billing.pricing.TokenClass;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenrouterReaderTest {

    @Test
    void readsPricesPerTokenByTheirClasses() {
        ListedPrice price =
                only(
                        """
                        {'prompt': '0.0000007', 'completion': '0.0000021', 'audio': '0.000003',
                         'input_cache_read': '0.00000007', 'input_cache_write': '0.0000008',
                         'input_cache_write_1h': '0.0000014', 'internal_reasoning': '0.000003',
                         'image_output': '0.00004', 'request': '0.002'}
                        """);

        assertThat(price)
                .isEqualTo(
                        ListedPrice.flat(
                                sheet(
                                        TokenClass.INPUT, 700_000,
                                        TokenClass.OUTPUT, 2_100_000,
                                        TokenClass.AUDIO_IN, 3_000_000,
                                        TokenClass.CACHE_READ, 70_000,
                                        TokenClass.CACHE_WRITE_5M, 800_000,
                                        TokenClass.CACHE_WRITE_1H, 1_400_000,
                                        TokenClass.REASONING, 3_000_000,
                                        TokenClass.IMAGE_OUT, 40_000_000,
                                        TokenClass.REQUEST, 2_000_000_000)));
    }

    @Test
    void keepsOverridesAsConditions() {
        ListedPrice price =
                only(
                        """
                        {'prompt': '0.000001', 'completion': '0.000002', 'overrides': [
                          {'min_prompt_tokens': 90000, 'prompt': '0.000003'}]}
                        """);

        assertThat(price.conditions())
                .containsOnlyKeys(new Condition(90_000L, null, null))
                .containsValue(sheet(TokenClass.INPUT, 3_000_000));
    }

    @Test
    void keepsInMindWhatNoClassHolds() {
        ListedPrice price =
                only(
                        """
                        {'prompt': '0.000001', 'completion': '0.000002', 'web_search': '0.01',
                         'image': '0.004', 'input_cache_read': '0.0000001',
                         'input_audio_cache': '0.0000003'}
                        """);

        assertThat(price.beyond()).containsExactly("cached audio", "image", "web search");
    }

    @Test
    void takesImagesAndCachedAudioAtTheUsualPriceForGranted() {
        ListedPrice price =
                only(
                        """
                        {'prompt': '0.000001', 'completion': '0.000002', 'image': '0.000001',
                         'input_cache_read': '0.0000001', 'input_audio_cache': '0.0000001'}
                        """);

        assertThat(price.beyond()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'prompt': '-1', 'completion': '-1'} | prompt is negative: -1",
                "{'prompt': '0.000001'} | it names no price of output tokens",
                "{'completion': '0'} | it names no price of input tokens",
                "{'prompt': '0.000001', 'completion': 'ask us'} | completion is not a number",
                "{'prompt': '0', 'completion': '0', 'per_pixel': '0.1'}"
                        + " | we do not know the unit of per_pixel",
                "{'prompt': '0.000001', 'prompt': '0.000002', 'completion': '0'}"
                        + " | it names prompt twice",
                "{'prompt': '0', 'completion': '0', 'overrides': [{'min_prompt_tokens': 0.5}]}"
                        + " | a length is no number of tokens",
                "{'prompt': '0', 'completion': '0', 'overrides': [{'prompt': '1'}]}"
                        + " | an override does not say from which length on",
                "{} | it names no price",
                "[] | it names no price",
            })
    void refusesARowWithItsReason(String pricing, String reason) {
        assertThat(refusal(list("toys/ant", pricing), "openrouter", "toys/ant")).isEqualTo(reason);
    }

    @Test
    void takesAListingsPriceForTheAuthorsOwnWhenNobodyElseSellsIt() {
        String prices = "{'prompt': '0.000001', 'completion': '0.000002'}";

        assertThat(list("openai/Ant-1.5", prices).rows())
                .containsOnlyKeys(
                        RowName.ofProvider("openrouter", "openai/ant-1.5"),
                        RowName.ofListing("openai", "openai/ant-1.5"));
        assertThat(list("openai/ant:free", prices).rows())
                .containsOnlyKeys(RowName.ofProvider("openrouter", "openai/ant:free"));
        assertThat(list("~openai/ant-latest", prices).rows())
                .containsOnlyKeys(RowName.ofProvider("openrouter", "~openai/ant-latest"));
        assertThat(list("google/gemma-ant", prices).rows())
                .containsOnlyKeys(RowName.ofProvider("openrouter", "google/gemma-ant"));
        assertThat(list("toys/ant", prices).rows())
                .containsOnlyKeys(RowName.ofProvider("openrouter", "toys/ant"));
    }

    private static ListedPrice only(String pricing) {
        return price(list("toys/ant", pricing), "openrouter", "toys/ant");
    }

    private static PriceList list(String id, String pricing) {
        return read(
                OPENROUTER,
                "{'data': [{'id': '" + id + "', 'pricing': " + pricing + "}], 'more': [1]}");
    }
}
