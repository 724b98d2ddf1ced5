package dev.turnpike.api.provider.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.api.provider.ProtocolCase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenAiProtocolTest {

    private final ProtocolCase cases = new ProtocolCase(new OpenAiProtocol(), getClass());

    @ParameterizedTest
    @ValueSource(strings = {"plain", "stream", "bound"})
    void sendsTheCallersRequest(String name) {
        assertThat(cases.request("request-" + name + ".in.json", "openai", name.endsWith("stream")))
                .isEqualTo(cases.json("request-" + name + ".out.json"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                "tools",
                "error",
                "reasoning-apart",
                "gemini",
                "xai-image",
                "audio",
                "deepseek",
                "moonshot",
                "impossible-usage",
                "garbage"
            })
    void understandsTheProvidersReply(String name) {
        assertThat(cases.reply("reply-" + name + ".in.json"))
                .isEqualTo(cases.json("reply-" + name + ".out.json"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "tools", "error", "all-at-once", "moonshot", "early-usage"})
    void understandsTheProvidersStream(String name) {
        assertThat(cases.stream("stream-" + name + ".in.txt"))
                .isEqualTo(cases.json("stream-" + name + ".out.json"));
    }
}
