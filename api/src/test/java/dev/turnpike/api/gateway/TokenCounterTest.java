package dev.turnpike.api.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TokenCounterTest {

    private final TokenCounter counter = new TokenCounter();

    @Test
    void countsAShortText() {
        assertThat(counter.count("")).isZero();
        assertThat(counter.count("Hello there")).isEqualTo(2);
    }

    @Test
    void countsALongTextNearlyAsAWhole() {
        assertThat(counter.count("word ".repeat(100_000))).isBetween(100_000L, 100_020L);
        assertThat(counter.count("a".repeat(200_000))).isBetween(25_000L, 25_010L);
    }

    @Test
    void cutsNoCharacterInTwo() {
        long pairs = 40_000;
        long each = counter.count("\uD83E\uDD8A".repeat(1_000)) / 1_000;

        assertThat(counter.count("a" + "\uD83E\uDD8A".repeat((int) pairs)))
                .isEqualTo(1 + pairs * each);
    }
}
