package dev.turnpike.web.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.billing.catalog.Catalog;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DataPolicyTest {

    @Test
    void saysWhatIsDoneWithTheData() {
        assertThat(DataPolicy.words(List.of("trains=no", "retention_days=0")))
                .isEqualTo("Does not train on your data. Keeps nothing.");
        assertThat(DataPolicy.words(List.of("trains=no", "retention_days=30")))
                .isEqualTo("Does not train on your data. Keeps data for 30 days.");
        assertThat(DataPolicy.words(List.of("trains=yes"))).isEqualTo("May train on your data.");
    }

    @Test
    void promisesNothingThatIsNotKnown() {
        assertThat(DataPolicy.words(List.of())).contains("not known");
    }

    @Test
    void hasWordsForAllThatShips() {
        assertThat(
                        Catalog.shipped(Map.of("TURNPIKE_SANDBOX_MODELS_URL", "http://127.0.0.1"))
                                .listProviders())
                .extracting(provider -> DataPolicy.words(provider.dataPolicy()))
                .allSatisfy(words -> assertThat(words).doesNotContain("=", "_"));
    }
}
