package dev.turnpike.api.chat;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.api.StubRequest;
import dev.turnpike.billing.idempotency.RequestDigest;
import org.junit.jupiter.api.Test;

class ChatCompletionsTest {

    private static final byte[] BODY = "{}".getBytes(UTF_8);

    @Test
    void tellsRequestsApartByTheHeaderThatIsPassedOn() {
        assertThat(digest("x-anthropic-beta", "a"))
                .isEqualTo(digest("x-anthropic-beta", "a"))
                .isNotEqualTo(digest("x-anthropic-beta", "b"))
                .isNotEqualTo(digest("x-anthropic-beta"));
    }

    @Test
    void tellsNoRequestsApartByHeadersThatStayHere() {
        assertThat(digest("User-Agent", "a"))
                .isEqualTo(digest("User-Agent", "b"))
                .isEqualTo(RequestDigest.of(StubRequest.ADDRESS, BODY));
    }

    private static RequestDigest digest(String header, String... values) {
        return ChatCompletions.digest(StubRequest.withHeader(header, values), BODY);
    }
}
