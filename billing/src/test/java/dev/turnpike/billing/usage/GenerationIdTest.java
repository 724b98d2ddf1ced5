package dev.turnpike.billing.usage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GenerationIdTest {

    @Test
    void readsItsOwnPublicForm() {
        GenerationId id = GenerationId.next();

        assertThat(GenerationId.parse(id.toString())).contains(id);
        assertThat(id.toString()).matches("gen-[0-9a-f]{32}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "gen-", "gen-1", "chatcmpl-1", "gen-0000000000000000000000000000000G"})
    void refusesOtherTexts(String text) {
        assertThat(GenerationId.parse(text)).isEmpty();
    }
}
