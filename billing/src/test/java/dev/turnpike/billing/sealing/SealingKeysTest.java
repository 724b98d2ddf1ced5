package dev.turnpike.billing.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealingKeysTest {

    private static final String OLD = key(1);
    private static final String NEW = key(2);

    @Test
    void sealsWithTheFirstAndOpensWithAll() {
        SealingKeys keys = SealingKeys.parse(NEW + ", " + OLD);

        assertThat(keys.first().bytes()).isEqualTo(Base64.getDecoder().decode(NEW));
        assertThat(keys.all()).hasSize(2);
    }

    @Test
    void givesAKeyTheSameNumberWhereverItStands() {
        assertThat(SealingKeys.parse(NEW + "," + OLD).all().getLast().id())
                .isEqualTo(SealingKeys.parse(OLD).first().id())
                .isNotEqualTo(SealingKeys.parse(NEW).first().id());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "c2hvcnQ=", "not base64!", ","})
    void refusesWhatIsNoKeyWithoutShowingIt(String setting) {
        assertThatThrownBy(() -> SealingKeys.parse(OLD + "," + setting))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("A sealing key")
                .hasMessageNotContaining(OLD)
                .hasMessageNotContaining("not base64!");
    }

    @Test
    void refusesAKeyThatIsThereTwice() {
        assertThatThrownBy(() -> SealingKeys.parse(OLD + "," + OLD)).hasMessageContaining("twice");
    }

    private static String key(int number) {
        byte[] bytes = new byte[32];
        bytes[31] = (byte) number;
        return Base64.getEncoder().encodeToString(bytes);
    }
}
