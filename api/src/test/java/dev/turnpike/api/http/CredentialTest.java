package dev.turnpike.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.api.StubRequest;
import dev.turnpike.api.http.Checked.Passed;
import dev.turnpike.api.http.Checked.Refused;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialTest {

    @Test
    void takesTheKeyFromEitherHeader() {
        assertThat(read(List.of("Bearer a"), List.of())).contains("a");
        assertThat(read(List.of("bearer a"), List.of())).contains("a");
        assertThat(read(List.of(), List.of("b"))).contains("b");
        assertThat(read(List.of("Bearer a"), List.of("b"))).contains("a");
        assertThat(read(List.of(), List.of())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic cHJveHk6c2VjcmV0", "Digest username=proxy", "Bearer", "", "a"})
    void looksPastAnAuthorizationOfAnotherScheme(String authorization) {
        assertThat(read(List.of(authorization), List.of("b"))).contains("b");
        assertThat(read(List.of(authorization), List.of())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "Authorization, Bearer a, Bearer b",
        "Authorization, Bearer a, Bearer a",
        "Authorization, Basic cHJveHk6c2VjcmV0, Bearer a",
        "x-api-key, a, b"
    })
    void refusesTwoValues(String name, String first, String second) {
        Map<String, List<String>> headers = new HashMap<>();
        headers.put("Authorization", List.of("Bearer a"));
        headers.put(name, List.of(first, second));
        Checked<Optional<String>> read = Credential.read(StubRequest.withHeaders(headers));

        assertThat(read)
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> {
                            assertThat(refused.error().status()).isEqualTo(400);
                            assertThat(refused.error().message())
                                    .isEqualTo(
                                            name + " must be given once: a request has one key.");
                        });
    }

    private static Optional<String> read(List<String> authorization, List<String> apiKey) {
        var request =
                StubRequest.withHeaders(
                        Map.of("Authorization", authorization, "x-api-key", apiKey));
        return switch (Credential.read(request)) {
            case Passed<Optional<String>>(var key) -> key;
            case Refused<Optional<String>>(var error) -> throw new AssertionError(error);
        };
    }
}
