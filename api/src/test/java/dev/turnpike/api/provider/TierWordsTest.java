package dev.turnpike.api.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.api.provider.anthropic.AnthropicProtocol;
import dev.turnpike.api.provider.openai.OpenAiProtocol;
import dev.turnpike.billing.pricing.ServiceTier;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How protocols ask for a tier, and say which one it was. */
class TierWordsTest {

    private static final String OPENAI_REPLY =
            """
            {"id":"chatcmpl-1","object":"chat.completion","created":1786000000,"model":"gpt-x-2026",
             "choices":[{"index":0,"message":{"role":"assistant","content":"Hi","refusal":null,
             "annotations":[]},"logprobs":null,"finish_reason":"stop"}],
             "usage":{"prompt_tokens":19,"completion_tokens":10,"total_tokens":29,
             "prompt_tokens_details":{"cached_tokens":0,"audio_tokens":0}},
             "service_tier":"flex","system_fingerprint":"fp_1"}""";

    private static final String ANTHROPIC_REPLY =
            """
            {"id":"msg_1","type":"message","role":"assistant","model":"claude-x",
             "content":[{"type":"text","text":"Hi"}],"stop_reason":"end_turn","stop_sequence":null,
             "usage":{"input_tokens":410,"cache_creation_input_tokens":0,"cache_read_input_tokens":0,
             "output_tokens":585,"service_tier":"priority"}}""";

    @ParameterizedTest
    @CsvSource({"DEFAULT, default", "FLEX, flex", "PRIORITY, priority"})
    void openAiIsAskedByName(ServiceTier tier, String word) {
        var cases = new ProtocolCase(new OpenAiProtocol(), OpenAiProtocol.class);

        var request = cases.request("request-plain.in.json", "openai", false, tier);

        assertThat(request.path("service_tier").stringValue()).isEqualTo(word);
        assertThat(cases.request("request-plain.in.json", "openai", false).has("service_tier"))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({"DEFAULT, standard_only", "PRIORITY, auto"})
    void anthropicIsAskedInItsOwnWords(ServiceTier tier, String word) {
        var cases = new ProtocolCase(new AnthropicProtocol(), AnthropicProtocol.class);

        var request = cases.request("request-plain.in.json", "anthropic", false, tier);

        assertThat(request.path("service_tier").stringValue()).isEqualTo(word);
        assertThat(cases.request("request-plain.in.json", "anthropic", false).has("service_tier"))
                .isFalse();
    }

    @Test
    void wholeRepliesSayWhichOneItWas() {
        assertThat(tier(new OpenAiProtocol(), OPENAI_REPLY)).isEqualTo("flex");
        assertThat(tier(new AnthropicProtocol(), ANTHROPIC_REPLY)).isEqualTo("priority");
        assertThat(tier(new OpenAiProtocol(), OPENAI_REPLY.replace("\"flex\"", "null"))).isNull();
        assertThat(tier(new OpenAiProtocol(), OPENAI_REPLY.replace("\"flex\"", "[7]"))).isNull();
    }

    @Test
    void streamsSayItOnce() {
        assertThat(
                        served(
                                new OpenAiProtocol(),
                                "{\"service_tier\":\"flex\",\"choices\":[]}",
                                "{\"service_tier\":\"flex\",\"choices\":[]}"))
                .containsExactly(new Chunk.Served("flex"));
        assertThat(
                        served(
                                new AnthropicProtocol(),
                                """
                                {"type":"message_start","message":{"id":"msg_1","usage":{"service_tier":"standard"}}}"""))
                .containsExactly(new Chunk.Served("standard"));
    }

    private static @Nullable String tier(WireProtocol protocol, String reply) {
        return ((Completion) protocol.readReply("P", reply.getBytes(StandardCharsets.UTF_8)))
                .serviceTier();
    }

    private static Event event(String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        return new Event(null, bytes, 0, bytes.length);
    }

    private static Deque<Chunk> served(WireProtocol protocol, String... events) {
        Deque<Chunk> chunks = new ArrayDeque<>();
        EventParser parser = protocol.newParser("P");
        for (String event : events) {
            parser.read(event(event), chunks);
        }
        return chunks;
    }
}
