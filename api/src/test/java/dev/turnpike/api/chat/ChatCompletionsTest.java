package dev.turnpike.api.chat;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.api.NotedResponse;
import dev.turnpike.api.StubRequest;
import dev.turnpike.api.gateway.World;
import dev.turnpike.api.http.BodyMemory;
import dev.turnpike.api.http.OpenGate;
import dev.turnpike.api.stream.Pulse;
import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.idempotency.RequestDigest;
import dev.turnpike.billing.keys.ApiKeyId;
import dev.turnpike.billing.keys.Caller;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ChatCompletionsTest {

    private static final byte[] BODY = "{}".getBytes(UTF_8);

    private static final Caller ADA =
            new Caller(
                    new AccountId(new UUID(0, 1)),
                    new ApiKeyId(new UUID(0, 2)),
                    "k",
                    null,
                    List.of());

    private final BodyMemory bodies = new BodyMemory();

    /** What bodies took whenever something was sent. */
    private final List<Long> taken = new ArrayList<>();

    /** Whether the first attempt to send something fails by a fault of ours. */
    private boolean broken;

    @AfterEach
    void noBodyTakesMemoryWhenItsCallIsOver() {
        assertThat(bodies.taken()).isZero();
    }

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

    @Test
    void aBodyTakesMemoryUntilItsCallIsAnswered() {
        try (World world = World.answering()) {
            assertThat(answer(world, body(""), new NotedResponse()).status()).isEqualTo(200);
        }
        assertThat(taken).isNotEmpty().allMatch(bytes -> bytes > 0);
    }

    @Test
    void aBodyTakesMemoryUntilItsStreamHasEnded() {
        try (World world = World.streaming()) {
            assertThat(answer(world, body(",\"stream\":true"), new NotedResponse()).body())
                    .endsWith("[DONE]\n\n");
        }
        assertThat(taken).isNotEmpty().allMatch(bytes -> bytes > 0);
    }

    @Test
    void aBodyThatIsRefusedGivesItsMemoryBack() {
        try (World world = World.answering()) {
            assertThat(answer(world, "{", new NotedResponse()).status()).isEqualTo(400);
            assertThat(answer(world, "{}", new NotedResponse()).status()).isEqualTo(400);
            assertThat(answer(world, body("").replace("a/b", "c/d"), new NotedResponse()).status())
                    .isEqualTo(400);
        }
        assertThat(taken).hasSize(3).allMatch(bytes -> bytes > 0);
    }

    @Test
    void aCallWhoseCallerLeavesGivesItsMemoryBack() {
        try (World world = World.streaming()) {
            answer(world, body(",\"stream\":true"), new NotedResponse(0));
        }
        assertThat(taken).isNotEmpty().allMatch(bytes -> bytes > 0);
    }

    @Test
    void aCallThatBreaksGivesItsMemoryBack() {
        broken = true;
        try (World world = World.answering()) {
            assertThat(answer(world, body(""), new NotedResponse()).status()).isEqualTo(500);
        }
        assertThat(taken.getFirst()).isPositive();
    }

    private NotedResponse answer(World world, String body, NotedResponse noted) {
        byte[] bytes = body.getBytes(UTF_8);
        completions(world)
                .answer(
                        StubRequest.withBody(bytes.length, new ByteArrayInputStream(bytes)),
                        watched(noted.servletResponse()));
        return noted;
    }

    @SuppressWarnings("NullAway") // No call here has a name, so none can be repeated.
    private ChatCompletions completions(World world) {
        return new ChatCompletions(new OpenGate(ADA), bodies, world.gateway(), null, new Pulse());
    }

    private HttpServletResponse watched(HttpServletResponse response) {
        return (HttpServletResponse)
                Proxy.newProxyInstance(
                        getClass().getClassLoader(),
                        new Class<?>[] {HttpServletResponse.class},
                        (_, method, arguments) -> {
                            if (method.getName().equals("getOutputStream")) {
                                taken.add(bodies.taken());
                                if (broken && taken.size() == 1) {
                                    throw new IllegalStateException("broken");
                                }
                            }
                            return method.invoke(response, arguments);
                        });
    }

    private static String body(String more) {
        return "{\"model\":\"a/b\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]%s}"
                .formatted(more);
    }

    private static RequestDigest digest(String header, String... values) {
        return ChatCompletions.digest(StubRequest.withHeader(header, values), BODY);
    }
}
