package dev.turnpike.billing.pricelists;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PriceListSettingsTest {

    private static final Duration DAY = Duration.ofDays(1);

    @Test
    void fetchesNothingUnlessItIsSet() {
        assertThat(PriceListSettings.parse(" ", PriceListSettings.DEFAULT_EVERY))
                .isEqualTo(new PriceListSettings(List.of(), DAY));
    }

    @Test
    void readsSeveralPlaces() {
        PriceListSettings settings =
                PriceListSettings.parse(
                        "litellm=https://lists.test/a.json,\n genai-prices=file:///var/b.json"
                                + " openrouter=http://127.0.0.1:9/c",
                        DAY);

        assertThat(settings.sources())
                .containsExactly(
                        new ListSource(ListFormat.LITELLM, URI.create("https://lists.test/a.json")),
                        new ListSource(ListFormat.GENAI_PRICES, URI.create("file:///var/b.json")),
                        new ListSource(ListFormat.OPENROUTER, URI.create("http://127.0.0.1:9/c")));
        assertThat(settings.sources())
                .extracting(ListSource::isFile)
                .containsExactly(false, true, false);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://lists.test/a.json",
                "other=https://lists.test/a",
                "litellm=http://lists.test/a",
                "litellm=ftp://lists.test/a",
                "litellm=lists.json",
                "litellm=file://host/a",
                "litellm=https://ada:secret@lists.test/a",
                "litellm=https://lists.test/a litellm=https://lists.test/b"
            })
    void refusesWhatIsNoPlaceOfAList(String text) {
        assertThatThrownBy(() -> PriceListSettings.parse(text, DAY))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"PT59M", "P7DT1S"})
    void refusesToFetchAllTheTimeOrHardlyEver(Duration every) {
        assertThatThrownBy(() -> PriceListSettings.parse("", every))
                .hasMessageContaining("every hour to every 168 hours");
    }
}
