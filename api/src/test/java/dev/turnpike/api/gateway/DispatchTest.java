package dev.turnpike.api.gateway;

import static dev.turnpike.api.gateway.Answers.DONE;
import static dev.turnpike.api.gateway.Answers.HELLO;
import static dev.turnpike.api.gateway.Answers.REPLY;
import static dev.turnpike.api.gateway.Answers.STOP;
import static dev.turnpike.api.gateway.Answers.USAGE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.billing.usage.Attempt;
import dev.turnpike.billing.usage.Generation.Status;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DispatchTest {

    @ParameterizedTest
    @ValueSource(ints = {401, 404, 408, 429, 500, 502, 503, 529})
    void triesTheNextOfferWhenAProviderFails(int status) throws IOException {
        try (World world =
                new World(
                        "1",
                        StubProvider.saying(status, "{\"error\":{\"message\":\"no\"}}"),
                        StubProvider.saying(200, REPLY))) {
            NotedReply reply = world.call("{}");

            assertThat(reply.notes).containsExactly("sent Hello");
            assertThat(world.purse.settled().attempts())
                    .extracting(Attempt::status)
                    .containsExactly(status, 200);
        }
    }

    @Test
    void triesTheNextOfferWhenAStreamBreaksBeforeItsFirstContent() throws IOException {
        try (World world =
                new World(
                        "1",
                        StubProvider.streaming("{\"error\":{\"code\":500,\"message\":\"x\"}}"),
                        StubProvider.streaming(HELLO, STOP, USAGE, DONE))) {
            NotedReply reply = world.call("{\"stream\":true}");

            assertThat(reply.notes).containsExactly("begun", "Hello", "finished stop");
        }
    }

    @Test
    void triesTheNextOfferWhenTheFirstTokenIsLate() throws IOException {
        try (World world =
                new World(
                        Duration.ofSeconds(2),
                        "1",
                        StubProvider.silent(),
                        StubProvider.streaming(HELLO, STOP, USAGE, DONE))) {
            NotedReply reply = world.call("{\"stream\":true}");

            assertThat(reply.notes).containsExactly("begun", "Hello", "finished stop");
            assertThat(world.purse.settled().attempts())
                    .extracting(Attempt::error)
                    .containsExactly("timeout", null);
        }
    }

    @Test
    void chargesNothingWhenEveryProviderFails() throws IOException {
        try (World world = new World("1", StubProvider.saying(503, "{}"))) {
            NotedReply reply = world.call("{}");

            assertThat(reply.notes).containsExactly("refused 503");
            assertThat(Objects.requireNonNull(reply.error).headers()).containsKey("Retry-After");
            assertThat(world.purse.settled().status()).isEqualTo(Status.FAILED);
            assertThat(world.purse.left().toPlainString()).isEqualTo("1");
        }
    }

    @Test
    void doesNotRepeatARequestThatIsWrong() throws IOException {
        StubProvider second = StubProvider.saying(200, REPLY);
        String wrong = "{\"error\":{\"message\":\"temperature is odd\"}}";
        try (World world = new World("1", StubProvider.saying(400, wrong), second)) {
            NotedReply reply = world.call("{}");

            assertThat(reply.notes).containsExactly("refused 400");
            assertThat(Objects.requireNonNull(reply.error).message())
                    .isEqualTo("temperature is odd");
            assertThat(second.requests()).isEmpty();
        }
    }
}
