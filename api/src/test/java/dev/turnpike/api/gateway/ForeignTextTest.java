package dev.turnpike.api.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ForeignTextTest {

    @Test
    void keepsWhatCanBeStored() {
        assertThat(ForeignText.clean("Grüße 🙂")).isEqualTo("Grüße 🙂");
        assertThat(ForeignText.clean(null)).isNull();
    }

    @Test
    void replacesWhatTheDatabaseRefuses() {
        assertThat(ForeignText.clean("a\0b\tc\u0085d\ud83de")).isEqualTo("a b c d e");
    }

    @Test
    void cutsBetweenCharacters() {
        assertThat(ForeignText.clean("🙂".repeat(300))).isEqualTo("🙂".repeat(256));
    }
}
