package dev.turnpike.billing.pricelists.wire;

import static dev.turnpike.billing.pricelists.ListFormat.LITELLM;
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
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LitellmReaderTest {

    @Test
    void refusesARowOfTwoProvidersAndReadsTheOthers() {
        PriceList list =
                read(
                        LITELLM,
                        """
                        {'openai/bee': {'litellm_provider': 'groq', 'litellm_provider': 'openai',
                           'mode': 'chat', 'input_cost_per_token': 1, 'output_cost_per_token': 1},
                         'ant': {'litellm_provider': 'openai', 'mode': 'chat', 'max_tokens': 1e99999999999,
                           'input_cost_per_token': 1e-6, 'output_cost_per_token': 1e-6},
                         'cat': {'litellm_provider': 'openai', 'mode': 'chat',
                           'input_cost_per_token': 1e99999999999, 'output_cost_per_token': 1e-6},
                         'dog': {'litellm_provider': 'openai', 'mode': 'chat', 'tiered_pricing': [
                           {'range': [1e-999999999], 'input_cost_per_token': 1}]}}
                        """);

        assertThat(refusal(list, "openai", "bee")).isEqualTo("it names two providers");
        assertThat(price(list, "openai", "ant").conditions()).isEmpty();
        assertThat(refusal(list, "openai", "cat"))
                .isEqualTo("input_cost_per_token is not a number");
        assertThat(refusal(list, "openai", "dog")).isEqualTo("a length is no number of tokens");
    }

    @Test
    void readsPricesPerTokenAndTellsTheCacheOfAnHourFromALongPrompt() {
        ListedPrice price =
                only(
                        """
                        'input_cost_per_token': 7e-07, 'output_cost_per_token': 2.1e-06,
                        'cache_read_input_token_cost': 7e-08, 'max_tokens': 9, 'rpm': -1,
                        'cache_creation_input_token_cost': 8e-07, 'output_cost_per_second': 0.0,
                        'cache_creation_input_token_cost_above_1hr': 1.4e-06,
                        'cache_creation_input_token_cost_above_1hr_above_200k_tokens': 2.8e-06
                        """);

        assertThat(price.base())
                .isEqualTo(
                        sheet(
                                TokenClass.INPUT, 700_000,
                                TokenClass.OUTPUT, 2_100_000,
                                TokenClass.CACHE_READ, 70_000,
                                TokenClass.CACHE_WRITE_5M, 800_000,
                                TokenClass.CACHE_WRITE_1H, 1_400_000));
        assertThat(price.conditions())
                .isEqualTo(
                        Map.of(
                                new Condition(200_000L, null, null),
                                sheet(TokenClass.CACHE_WRITE_1H, 2_800_000)));
    }

    @Test
    void keepsTiersAndLengthsAsConditions() {
        ListedPrice price =
                only(
                        """
                        'input_cost_per_token': 1e-06, 'output_cost_per_token': 2e-06,
                        'input_cost_per_token_flex': 5e-07,
                        'output_cost_per_token_above_128k_tokens_priority': 8e-06,
                        'output_cost_per_token_batches': 1e-06
                        """);

        assertThat(price.conditions())
                .isEqualTo(
                        Map.of(
                                new Condition(null, "flex", null),
                                sheet(TokenClass.INPUT, 500_000),
                                new Condition(128_000L, "priority", null),
                                sheet(TokenClass.OUTPUT, 8_000_000),
                                new Condition(null, "batches", null),
                                sheet(TokenClass.OUTPUT, 1_000_000)));
    }

    @Test
    void readsTieredPricesFromTheirRanges() {
        ListedPrice price =
                only(
                        """
                        'tiered_pricing': [
                          {'range': [0, 64000.0],
                           'input_cost_per_token': 1e-06, 'output_cost_per_token': 2e-06},
                          {'range': [64000.0, 128000.0],
                           'input_cost_per_token': 3e-06, 'output_cost_per_token': 4e-06}]
                        """);

        assertThat(price.base())
                .isEqualTo(sheet(TokenClass.INPUT, 1_000_000, TokenClass.OUTPUT, 2_000_000));
        assertThat(price.conditions())
                .isEqualTo(
                        Map.of(
                                new Condition(64_000L, null, null),
                                sheet(TokenClass.INPUT, 3_000_000, TokenClass.OUTPUT, 4_000_000)));
    }

    @Test
    void keepsInMindWhatNoClassHolds() {
        ListedPrice price =
                only(
                        """
                        'input_cost_per_token': 1e-06, 'output_cost_per_token': 2e-06,
                        'search_context_cost_per_query': {'search_context_size_low': 0.01},
                        'citation_cost_per_token': 1e-06,
                        'provider_specific_entry': {'fast': 4.0}
                        """);

        assertThat(price.beyond()).containsExactly("citations", "web search", "wish fast");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'mode': 'chat' | it names no price",
                "'mode': 'embedding', 'input_cost_per_token': 1e-08, 'output_cost_per_token': 0"
                        + " | its mode is embedding, not priced by the token",
                "'input_cost_per_token': 0 | its mode is null, not priced by the token",
                "'mode': 'chat', 'input_cost_per_token': 0.5, 'output_cost_per_token': 1e-06"
                        + " | input_cost_per_token is no price of a token: 0.5 dollars",
                "'mode': 'chat', 'input_cost_per_token': 0, 'output_cost_per_token': 0,"
                        + " 'input_cost_per_image': 0.001"
                        + " | we do not know the unit of input_cost_per_image",
                "'mode': 'chat', 'input_cost_per_token': 0, 'output_cost_per_token': null"
                        + " | output_cost_per_token is not a number",
                "'mode': 'chat', 'cache_read_input_token_cost': 1e-07,"
                        + " 'input_cost_per_token_cache_hit': 2e-07"
                        + " | it has two prices of cached input tokens",
                "'mode': 'chat', 'tiered_pricing': [{'input_cost_per_query': 0.1}]"
                        + " | a tier has no range of tokens",
            })
    void refusesARowWithItsReason(String fields, String reason) {
        assertThat(refusal(list("groq/ant", "groq", fields), "groq", "ant")).isEqualTo(reason);
    }

    @Test
    void takesTheProviderOffTheName() {
        assertThat(named("amazon-nova/ant-v1", "amazon_nova"))
                .isEqualTo(RowName.ofProvider("amazon-nova", "ant-v1"));
        assertThat(named("fireworks_ai/accounts/fireworks/models/ant", "fireworks_ai"))
                .isEqualTo(RowName.ofProvider("fireworks", "accounts/fireworks/models/ant"));
        assertThat(named("ant-4.1", "openai")).isEqualTo(RowName.ofProvider("openai", "ant-4-1"));
    }

    @Test
    void leavesOutProvidersThatWeDoNotCall() {
        PriceList list =
                read(
                        LITELLM,
                        """
                        {'eu.ant': {'litellm_provider': 'bedrock', 'mode': 'chat'}, 'x': 3,
                         'ant': {'litellm_provider': 'openai', 'mode': 'chat'}}
                        """);

        assertThat(list.rows()).hasSize(1);
        assertThat(list.elsewhere()).isEqualTo(2);
    }

    @Test
    void believesNeitherOfTwoRowsOfOneNameThatDiffer() {
        String row = "{'litellm_provider': 'xai', 'mode': 'chat', 'output_cost_per_token': 1e-06,";
        String twice =
                "{'xai/ant': "
                        + row
                        + "'input_cost_per_token': 1e-06}, 'xai/ant': "
                        + row
                        + "'input_cost_per_token': %s}}";

        assertThat(refusal(read(LITELLM, twice.formatted("2e-06")), "xai", "ant"))
                .isEqualTo("the list names it more than once and differently");
        assertThat(price(read(LITELLM, twice.formatted("1e-06")), "xai", "ant").base())
                .isEqualTo(sheet(TokenClass.INPUT, 1_000_000, TokenClass.OUTPUT, 1_000_000));
    }

    private static ListedPrice only(String fields) {
        return price(list("groq/ant", "groq", "'mode': 'chat', " + fields), "groq", "ant");
    }

    private static RowName named(String key, String provider) {
        return list(key, provider, "'mode': 'chat'").rows().keySet().iterator().next();
    }

    private static PriceList list(String key, String provider, String fields) {
        return read(
                LITELLM,
                "{'" + key + "': {'litellm_provider': '" + provider + "', " + fields + "}}");
    }
}
