package dev.turnpike.billing.pricelists.wire;

import static dev.turnpike.billing.pricelists.ListFormat.GENAI_PRICES;
import static dev.turnpike.billing.pricelists.ListFormat.LITELLM;
import static dev.turnpike.billing.pricelists.ListFormat.OPENROUTER;
import static dev.turnpike.billing.pricelists.wire.Lists.unreadable;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.billing.pricelists.ListFormat;
import dev.turnpike.billing.pricelists.PriceListReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonPriceListsTest {

    @ParameterizedTest
    @EnumSource(ListFormat.class)
    void saysThatAPageIsNoList(ListFormat format) {
        assertThat(unreadable(format, "<html>Not found</html>"))
                .startsWith("it is not proper JSON");
        assertThat(unreadable(format, "")).isNotEmpty();
        assertThat(unreadable(format, "7")).startsWith("it begins with");
    }

    @ParameterizedTest
    @EnumSource(ListFormat.class)
    void saysThatAListOfAnotherFormatIsNone(ListFormat format) {
        for (ListFormat other : ListFormat.values()) {
            if (other != format) {
                assertThat(unreadable(format, sample(other))).isNotEmpty();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'data': [{'id': 'a/b', 'pricing': {}}]",
                "{'data': [{'id': 'a/b', 'pricing': {}}]} {}",
                "{'data': {}}",
                "{'models': []}",
                "{'data': []}"
            })
    void saysThatAListIsCutOffOrEmpty(String json) {
        assertThat(unreadable(OPENROUTER, json)).isNotEmpty();
    }

    @Test
    void doesNotFollowDepthWithoutEnd() {
        assertThat(unreadable(LITELLM, "{'ant': " + "[".repeat(100_000)))
                .startsWith("it is not proper JSON");
        assertThat(unreadable(LITELLM, "{'ant': {'input_cost_per_token': 1" + "0".repeat(9_999)))
                .startsWith("it is not proper JSON");
    }

    @Test
    void doesNotReadMoreThanARealListHas() {
        assertThat(unreadable(GENAI_PRICES, " ".repeat(PriceListReader.MAX_BYTES + 1)))
                .isEqualTo("it has more than 8388608 bytes");
        assertThat(unreadable(OPENROUTER, "{'data': [" + "1,".repeat(JsonRows.MAX_ROWS) + "1]}"))
                .isEqualTo("it has more than 20000 rows");
    }

    private static String sample(ListFormat format) {
        return switch (format) {
            case GENAI_PRICES ->
                    "[{'id': 'openai', 'models': [{'id': 'ant', 'prices': {'input_mtok': 1}}]}]";
            case LITELLM -> "{'ant': {'litellm_provider': 'openai', 'mode': 'chat'}}";
            case OPENROUTER -> "{'data': [{'id': 'toys/ant', 'pricing': {'prompt': '0'}}]}";
        };
    }
}
