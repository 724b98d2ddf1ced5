package dev.turnpike.api.provider.anthropic;

import dev.turnpike.api.http.ErrorType;
import dev.turnpike.api.http.Json;
import dev.turnpike.api.provider.Completion;
import dev.turnpike.api.provider.Failure;
import dev.turnpike.api.provider.Upstream.Answer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads a whole reply. */
final class MessagesReply {

    private static final String FORMAT = "anthropic-claude-v1";

    private MessagesReply() {}

    static Answer read(String provider, byte[] body) {
        try {
            JsonNode reply = Json.parse(body);
            if (reply.path("content").isArray()) {
                return completion(reply);
            }
        } catch (JacksonException _) {
            // Said below: whatever it is, it is no reply.
        }
        return Failure.of(
                ErrorType.PROVIDER_UNAVAILABLE, provider + " sent an answer that we cannot read.");
    }

    private static Completion completion(JsonNode reply) {
        String reason = text(reply, "stop_reason");
        return new Completion(
                message(reply.path("content")),
                reason == null ? null : StopReasons.normalise(reason),
                reason,
                null,
                MessagesUsage.whole(reply.path("usage")),
                text(reply, "id"),
                null,
                text(reply.path("usage"), "service_tier"));
    }

    private static ObjectNode message(JsonNode blocks) {
        StringBuilder content = new StringBuilder();
        StringBuilder reasoning = new StringBuilder();
        ArrayNode details = JsonNodeFactory.instance.arrayNode();
        ArrayNode calls = JsonNodeFactory.instance.arrayNode();
        for (JsonNode block : blocks) {
            switch (block.path("type").asString("")) {
                case "text" -> content.append(block.path("text").asString(""));
                case "thinking" -> {
                    reasoning.append(block.path("thinking").asString(""));
                    details.add(thinking(block, details.size()));
                }
                case "redacted_thinking" -> details.add(redacted(block, details.size()));
                case "tool_use" -> calls.add(toolCall(block));
                default -> {}
            }
        }
        ObjectNode message = Json.object().put("role", "assistant");
        message.put("content", content.isEmpty() && !calls.isEmpty() ? null : content.toString());
        if (!details.isEmpty()) {
            message.put("reasoning", reasoning.toString());
            message.set("reasoning_details", details);
        }
        if (!calls.isEmpty()) {
            message.set("tool_calls", calls);
        }
        return message;
    }

    private static ObjectNode thinking(JsonNode block, int index) {
        ObjectNode detail = Json.object().put("type", "reasoning.text");
        detail.put("text", block.path("thinking").asString(""));
        detail.put("signature", text(block, "signature"));
        return detail.put("format", FORMAT).put("index", index);
    }

    static ObjectNode redacted(JsonNode block, int index) {
        ObjectNode detail = Json.object().put("type", "reasoning.encrypted");
        detail.put("data", block.path("data").asString(""));
        return detail.put("format", FORMAT).put("index", index);
    }

    /** One piece of a thinking block in a stream: {@code text} or {@code signature}. */
    static ObjectNode thinkingPiece(String field, String value, int index) {
        ObjectNode detail = Json.object().put("type", "reasoning.text").put(field, value);
        return detail.put("format", FORMAT).put("index", index);
    }

    private static ObjectNode toolCall(JsonNode block) {
        ObjectNode call = Json.object();
        call.set("id", block.path("id"));
        call.put("type", "function");
        call.putObject("function")
                .put("name", block.path("name").asString(""))
                .put(
                        "arguments",
                        new String(Json.bytes(block.path("input")), StandardCharsets.UTF_8));
        return call;
    }

    static @Nullable String text(JsonNode node, String field) {
        return node.path(field).isString() ? node.path(field).stringValue() : null;
    }
}
