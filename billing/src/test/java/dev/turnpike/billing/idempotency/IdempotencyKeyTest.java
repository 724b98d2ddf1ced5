package dev.turnpike.billing.idempotency;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdempotencyKeyTest {

    @ParameterizedTest
    @ValueSource(strings = {"x", "!", "~", "stainless-python-retry-0b1c", "\"quoted\""})
    void takesVisibleAscii(String text) {
        assertThat(IdempotencyKey.parse(text)).hasValue(new IdempotencyKey(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a\t", "\u007f", "smörgås"})
    void takesNothingElse(String text) {
        assertThat(IdempotencyKey.parse(text)).isEmpty();
    }

    @Test
    void takes255CharactersAndNoMore() {
        assertThat(IdempotencyKey.parse("x".repeat(255))).isPresent();
        assertThat(IdempotencyKey.parse("x".repeat(256))).isEmpty();
    }

    @Test
    void digestsAddressAndBodyApart() {
        RequestDigest digest = RequestDigest.of("/chat", "a".getBytes(UTF_8));

        assertThat(digest).isEqualTo(RequestDigest.of("/chat", "a".getBytes(UTF_8)));
        assertThat(digest).isNotEqualTo(RequestDigest.of("/chat", "b".getBytes(UTF_8)));
        assertThat(digest).isNotEqualTo(RequestDigest.of("/chata", new byte[0]));
    }

    @Test
    void digestsHeadersByTheirNames() {
        RequestDigest digest = digest(Map.of("x-a", "1", "x-b", "2"));

        assertThat(digest).isEqualTo(digest(new TreeMap<>(Map.of("x-b", "2", "x-a", "1"))));
        assertThat(digest).isNotEqualTo(digest(Map.of("x-a", "2", "x-b", "1")));
        assertThat(digest).isNotEqualTo(digest(Map.of("x-a", "1")));
        assertThat(digest(Map.of())).isEqualTo(RequestDigest.of("/chat", new byte[0]));
    }

    private static RequestDigest digest(Map<String, String> headers) {
        return RequestDigest.of("/chat", headers, new byte[0]);
    }
}
