package dev.turnpike.sandbox.models.script;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokensTest {

    private final Tokens tokens = new Tokens();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Hello, world!",
                "naïve café",
                "🦕🐉 dragons 龍",
                "<|endoftext|>",
                "a\n\n\tb"
            })
    void splitsIntoAsManyPiecesAsItCounts(String text) {
        assertThat(tokens.split(text)).hasSize(tokens.count(text));
        assertThat(String.join("", tokens.split(text))).isEqualTo(text);
    }

    @Test
    void countsInTheO200kVocabulary() {
        assertThat(tokens.count("Hello, world!")).isEqualTo(4);
        assertThat(tokens.count("tiktoken is great!")).isEqualTo(6);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 20, 64, 200, 1_000})
    void loremIsAsLongAsWanted(int count) {
        Segment.Text lorem = new Lorem(tokens).ofTokens(count);

        assertThat(lorem.tokens()).hasSize(count);
    }
}
