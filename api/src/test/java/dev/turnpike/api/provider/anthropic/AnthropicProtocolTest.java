package dev.turnpike.api.provider.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.api.provider.ProtocolCase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnthropicProtocolTest {

    private final ProtocolCase cases = new ProtocolCase(new AnthropicProtocol(), getClass());

    @ParameterizedTest
    @ValueSource(strings = {"plain", "tools", "refusal", "stream"})
    void sendsTheCallersRequest(String name) {
        assertThat(
                        cases.request(
                                "request-" + name + ".in.json",
                                "anthropic",
                                name.endsWith("stream")))
                .isEqualTo(cases.json("request-" + name + ".out.json"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "tools", "thinking", "caches"})
    void understandsTheProvidersReply(String name) {
        assertThat(cases.reply("reply-" + name + ".in.json"))
                .isEqualTo(cases.json("reply-" + name + ".out.json"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "tools", "error"})
    void understandsTheProvidersStream(String name) {
        assertThat(cases.stream("stream-" + name + ".in.txt"))
                .isEqualTo(cases.json("stream-" + name + ".out.json"));
    }
}
