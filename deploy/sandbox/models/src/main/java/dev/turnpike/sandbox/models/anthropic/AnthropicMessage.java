package dev.turnpike.sandbox.models.anthropic;

import dev.turnpike.sandbox.models.script.Segment;
import dev.turnpike.sandbox.models.wire.Ending;
import dev.turnpike.sandbox.models.wire.Performance;
import dev.turnpike.sandbox.models.wire.Usage;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes a whole answer as a message object, and the parts its events share with it. */
final class AnthropicMessage {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private AnthropicMessage() {}

    static JsonNode of(Performance performance) {
        ObjectNode message = head(performance);
        for (int block = 0; block < performance.segments().size(); block++) {
            Segment segment = performance.segments().get(block);
            message.withArray("/content").add(block(segment, toolUseId(performance, block)));
        }
        message.setAll(ending(performance.ending()));
        if (performance.showsUsage()) {
            message.set("usage", fullUsage(performance.usage(), performance.usage().completion()));
        }
        return message;
    }

    static ObjectNode head(Performance performance) {
        ObjectNode message =
                JSON.objectNode()
                        .put("id", "msg_" + performance.serial())
                        .put("type", "message")
                        .put("role", "assistant")
                        .put("model", performance.ask().model());
        message.putArray("content");
        message.set("container", JSON.nullNode());
        return message;
    }

    private static ObjectNode block(Segment segment, String toolUseId) {
        return switch (segment) {
            case Segment.Text text ->
                    JSON.objectNode().put("type", "text").put("text", text.joined());
            case Segment.Thought thought ->
                    JSON.objectNode()
                            .put("type", "thinking")
                            .put("thinking", thought.joined())
                            .put("signature", Signature.of(thought.joined()));
            case Segment.Call call -> {
                ObjectNode block = toolUse(call, toolUseId);
                block.set("input", call.arguments());
                yield block;
            }
        };
    }

    /** A tool_use block whose input is still to come. */
    static ObjectNode toolUse(Segment.Call call, String id) {
        ObjectNode block =
                JSON.objectNode().put("type", "tool_use").put("id", id).put("name", call.name());
        block.putObject("input");
        block.putObject("caller").put("type", "direct");
        return block;
    }

    static String toolUseId(Performance performance, int block) {
        return "toolu_" + performance.serial() + block;
    }

    static ObjectNode ending(Ending ending) {
        ObjectNode written = JSON.objectNode();
        written.set("stop_details", JSON.nullNode());
        return switch (ending) {
            case Ending.Finished() -> reason(written, "end_turn");
            case Ending.OutOfTokens() -> reason(written, "max_tokens");
            case Ending.CallsTools() -> reason(written, "tool_use");
            case Ending.Stopped(String sequence) ->
                    written.put("stop_reason", "stop_sequence").put("stop_sequence", sequence);
        };
    }

    private static ObjectNode reason(ObjectNode ending, String reason) {
        ending.put("stop_reason", reason);
        ending.set("stop_sequence", JSON.nullNode());
        return ending;
    }

    /** Cached tokens are counted beside the input tokens, not among them. */
    static ObjectNode usage(Usage usage, int outputTokens) {
        ObjectNode written =
                JSON.objectNode()
                        .put("input_tokens", usage.freshPrompt())
                        .put("cache_creation_input_tokens", usage.cacheWrite())
                        .put("cache_read_input_tokens", usage.cacheRead())
                        .put("output_tokens", outputTokens);
        written.putObject("output_tokens_details")
                .put("thinking_tokens", Math.min(outputTokens, usage.reasoning()));
        return written;
    }

    /** The usage of a whole answer, with what never changes on the way. */
    static ObjectNode fullUsage(Usage usage, int outputTokens) {
        ObjectNode written = usage(usage, outputTokens);
        written.putObject("cache_creation")
                .put("ephemeral_5m_input_tokens", usage.cacheWrite())
                .put("ephemeral_1h_input_tokens", 0);
        return written.put("service_tier", "standard");
    }
}
