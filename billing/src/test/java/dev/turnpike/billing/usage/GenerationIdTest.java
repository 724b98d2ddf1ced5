package dev.turnpike.billing.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GenerationIdTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00.123456Z");

    @Test
    void readsItsOwnPublicForm() {
        GenerationId id = GenerationId.of(NOW);

        assertThat(GenerationId.parse(id.toString())).contains(id);
        assertThat(id.toString()).matches("gen-[0-9a-f]{32}");
    }

    @Test
    void isOrderedByTime() {
        String id = GenerationId.of(NOW).toString();

        assertThat(id)
                .isGreaterThan(GenerationId.of(NOW.minusNanos(1_000)).toString())
                .isLessThan(GenerationId.of(NOW.plusNanos(1_000)).toString());
    }

    @Test
    void isNeverTheSameTwice() {
        assertThat(GenerationId.of(NOW)).isNotEqualTo(GenerationId.of(NOW));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "gen-", "gen-1", "chatcmpl-1", "gen-0000000000000000000000000000000G"})
    void refusesOtherTexts(String text) {
        assertThat(GenerationId.parse(text)).isEmpty();
    }
}
