package dev.turnpike.sandbox.models.openai;

import dev.turnpike.sandbox.models.script.Segment;
import dev.turnpike.sandbox.models.wire.Ending;
import dev.turnpike.sandbox.models.wire.Performance;
import dev.turnpike.sandbox.models.wire.Usage;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes a whole answer as a chat.completion object, and the parts its chunks share with it. */
final class OpenAiCompletion {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private OpenAiCompletion() {}

    static JsonNode of(Performance performance, long created) {
        ObjectNode choice = JSON.objectNode().put("index", 0);
        choice.set("message", message(performance));
        choice.set("logprobs", JSON.nullNode());
        choice.put("finish_reason", finishReason(performance.ending()));
        ObjectNode completion = head(performance, "chat.completion", created);
        completion.withArray("/choices").add(choice);
        if (performance.showsUsage()) {
            completion.set("usage", usage(performance.usage()));
        }
        return completion;
    }

    static ObjectNode head(Performance performance, String object, long created) {
        return JSON.objectNode()
                .put("id", "chatcmpl-" + performance.serial())
                .put("object", object)
                .put("created", created)
                .put("model", performance.ask().model())
                .put("service_tier", "default")
                .put("system_fingerprint", "fp_sandbox");
    }

    private static ObjectNode message(Performance performance) {
        StringBuilder text = new StringBuilder();
        StringBuilder thought = new StringBuilder();
        ObjectNode message = JSON.objectNode().put("role", "assistant").put("content", "");
        for (int block = 0; block < performance.segments().size(); block++) {
            switch (performance.segments().get(block)) {
                case Segment.Text words -> text.append(words.joined());
                case Segment.Thought words -> thought.append(words.joined());
                case Segment.Call call ->
                        message.withArray("/tool_calls")
                                .add(call(call, callId(performance, block), call.joined()));
            }
        }
        boolean onlyCalls = text.isEmpty() && message.has("tool_calls");
        message.set("content", onlyCalls ? JSON.nullNode() : JSON.stringNode(text.toString()));
        if (!thought.isEmpty()) {
            message.put("reasoning_content", thought.toString());
        }
        message.set("refusal", JSON.nullNode());
        message.set("annotations", JSON.arrayNode());
        return message;
    }

    static ObjectNode call(Segment.Call call, String id, String arguments) {
        ObjectNode function =
                JSON.objectNode().put("name", call.name()).put("arguments", arguments);
        ObjectNode written = JSON.objectNode().put("id", id).put("type", "function");
        written.set("function", function);
        return written;
    }

    static String callId(Performance performance, int block) {
        return "call_" + performance.serial() + block;
    }

    static String finishReason(Ending ending) {
        return switch (ending) {
            case Ending.Finished() -> "stop";
            case Ending.Stopped stopped -> "stop";
            case Ending.OutOfTokens() -> "length";
            case Ending.CallsTools() -> "tool_calls";
        };
    }

    /** Cached tokens are part of the prompt tokens, reasoning tokens part of the completion. */
    static ObjectNode usage(Usage usage) {
        ObjectNode written =
                JSON.objectNode()
                        .put("prompt_tokens", usage.prompt())
                        .put("completion_tokens", usage.completion())
                        .put("total_tokens", usage.prompt() + usage.completion());
        written.putObject("prompt_tokens_details")
                .put("cached_tokens", usage.cacheRead())
                .put("cache_write_tokens", usage.cacheWrite())
                .put("audio_tokens", 0);
        written.putObject("completion_tokens_details")
                .put("reasoning_tokens", usage.reasoning())
                .put("audio_tokens", 0)
                .put("accepted_prediction_tokens", 0)
                .put("rejected_prediction_tokens", 0);
        return written;
    }
}
