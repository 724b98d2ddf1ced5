package dev.turnpike.billing.pricelists.wire;

import static dev.turnpike.billing.pricelists.ListFormat.GENAI_PRICES;
import static dev.turnpike.billing.pricelists.Sheets.sheet;
import static dev.turnpike.billing.pricelists.wire.Lists.price;
import static dev.turnpike.billing.pricelists.wire.Lists.read;
import static dev.turnpike.billing.pricelists.wire.Lists.refusal;
import static dev.turnpike.billing.pricelists.wire.Lists.unreadable;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.billing.pricelists.Condition;
import dev.turnpike.billing.pricelists.ListedPrice;
import dev.turnpike.billing.pricelists.PriceList;
import dev.turnpike.billing.pricelists.RowName;
import dev.turnpike.billing.pricing.TokenClass;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GenaiPricesReaderTest {

    @Test
    void leavesOutAStrangerWithoutModels() {
        PriceList list =
                read(
                        GENAI_PRICES,
                        """
                        [{'id': 'stranger'}, {'id': 'openai', 'models': [
                           {'id': 'ant', 'prices': {'input_mtok': 1, 'output_mtok': 2}}]}]
                        """);

        assertThat(list.rows()).hasSize(1);
        assertThat(list.elsewhere()).isEqualTo(1);
        assertThat(unreadable(GENAI_PRICES, "[{'id': 'openai'}]"))
                .isEqualTo("openai has no models");
    }

    @Test
    void readsPricesPerMillionTokensAndPerThousandCalls() {
        ListedPrice price =
                only(
                        """
                        {'input_mtok': 0.7, 'output_mtok': 2.1, 'cache_read_mtok': 0.07,
                         'cache_write_mtok': 0.8, 'cache_write_1h_mtok': 1.4,
                         'input_audio_mtok': 3, 'requests_kcount': 5}
                        """);

        assertThat(price)
                .isEqualTo(
                        ListedPrice.flat(
                                sheet(
                                        TokenClass.INPUT, 700_000,
                                        TokenClass.OUTPUT, 2_100_000,
                                        TokenClass.CACHE_READ, 70_000,
                                        TokenClass.CACHE_WRITE_5M, 800_000,
                                        TokenClass.CACHE_WRITE_1H, 1_400_000,
                                        TokenClass.AUDIO_IN, 3_000_000,
                                        TokenClass.REQUEST, 5_000_000_000L)));
    }

    @Test
    void keepsTiersByLengthAsConditions() {
        ListedPrice price =
                only(
                        """
                        {'input_mtok': {'base': 1, 'tiers': [{'start': 50000, 'price': 2}]},
                         'output_mtok': {'base': 3, 'tiers': [{'start': 50000, 'price': 4}]}}
                        """);

        assertThat(price.base())
                .isEqualTo(sheet(TokenClass.INPUT, 1_000_000, TokenClass.OUTPUT, 3_000_000));
        assertThat(price.conditions())
                .isEqualTo(
                        Map.of(
                                new Condition(50_000L, null, null),
                                sheet(TokenClass.INPUT, 2_000_000, TokenClass.OUTPUT, 4_000_000)));
    }

    @Test
    void takesTheLastPeriodThatHasBegun() {
        ListedPrice price =
                only(
                        """
                        [{'prices': {'input_mtok': 1, 'output_mtok': 1}},
                         {'constraint': {'start_date': '2026-08-01'},
                          'prices': {'input_mtok': 2, 'output_mtok': 2}},
                         {'constraint': {'start_date': '2026-08-02'},
                          'prices': {'input_mtok': 3, 'output_mtok': 3}}]
                        """);

        assertThat(price)
                .isEqualTo(
                        ListedPrice.flat(
                                sheet(TokenClass.INPUT, 2_000_000, TokenClass.OUTPUT, 2_000_000)));
    }

    @Test
    void keepsHoursOfTheDayAsAConditionAndDoesNotTakeThemForTheUsualPrice() {
        ListedPrice price =
                only(
                        """
                        [{'prices': {'input_mtok': 1, 'output_mtok': 1}},
                         {'constraint': {'start_time': '02:00:00Z', 'end_time': '12:00:00Z'},
                          'prices': {'input_mtok': 2, 'output_mtok': 2}}]
                        """);

        assertThat(price.base())
                .isEqualTo(sheet(TokenClass.INPUT, 1_000_000, TokenClass.OUTPUT, 1_000_000));
        assertThat(price.conditions())
                .containsOnlyKeys(new Condition(null, null, "02:00:00Z to 12:00:00Z"));
    }

    @Test
    void keepsInMindWhatNoClassHolds() {
        String base = "{'input_mtok': 1, 'output_mtok': 1, 'cache_read_mtok': 0.1, ";

        assertThat(only(base + "'cache_audio_read_mtok': 0.3, 'web_searches_kcount': 9}").beyond())
                .containsExactly("cached audio", "web search");
        assertThat(only(base + "'cache_audio_read_mtok': 0.1}").beyond()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | it names no price",
                "{'input_mtok': 1} | it names no price of output tokens",
                "{'input_mtok': -1, 'output_mtok': 1} | input_mtok is negative: -1",
                "{'input_mtok': 1, 'output_mtok': 1, 'input_gallon': 2}"
                        + " | we do not know the unit of input_gallon",
                "{'input_mtok': {'base': 1}, 'output_mtok': 1} | input_mtok is no price",
                "[{'constraint': {'start_date': '2099-01-01'},"
                        + " 'prices': {'input_mtok': 1, 'output_mtok': 1}}]"
                        + " | none of its periods has begun",
                "[{'constraint': {'moon': 'full'}, 'prices': {'input_mtok': 1, 'output_mtok': 1}}]"
                        + " | a period has an unknown constraint",
                "[{'constraint': {'start_date': 'soon'}, 'prices': {}}]"
                        + " | a period begins at no date",
            })
    void refusesARowWithItsReason(String prices, String reason) {
        assertThat(refusal(list("{'equals': 'ant'}", prices), "openai", "ant")).isEqualTo(reason);
    }

    @Test
    void goesByExactNamesAlone() {
        String prices = "{'input_mtok': 1, 'output_mtok': 1}";
        String rules =
                """
                {'or': [{'equals': 'ant-0801'}, {'starts_with': 'ant-x'}, {'contains': 'nt'},
                        {'or': [{'equals': 'Ant.Latest'}]}]}
                """;

        assertThat(list(rules, prices).rows())
                .containsOnlyKeys(
                        RowName.ofProvider("openai", "ant"),
                        RowName.ofProvider("openai", "ant-0801"),
                        RowName.ofProvider("openai", "ant-latest"));
    }

    private static ListedPrice only(String prices) {
        return price(list("{'equals': 'ant'}", prices), "openai", "ant");
    }

    private static PriceList list(String match, String prices) {
        return read(
                GENAI_PRICES,
                "[{'id': 'openai', 'models': [{'id': 'ant', 'match': "
                        + match
                        + ", 'prices': "
                        + prices
                        + "}]}, {'id': 'azure', 'models': [{'id': 'ant'}]}]");
    }
}
