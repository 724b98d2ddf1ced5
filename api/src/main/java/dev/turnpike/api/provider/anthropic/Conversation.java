package dev.turnpike.api.provider.anthropic;

import dev.turnpike.api.http.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The messages of a chat, in the order that Messages wants: instructions apart, then user and
 * assistant in turn.
 */
record Conversation(ArrayNode system, ArrayNode messages) {

    static Conversation of(JsonNode messages) {
        Conversation conversation =
                new Conversation(
                        JsonNodeFactory.instance.arrayNode(), JsonNodeFactory.instance.arrayNode());
        messages.forEach(conversation::add);
        return conversation;
    }

    private void add(JsonNode message) {
        switch (message.path("role").asString("")) {
            case "system", "developer" -> Blocks.add(message.path("content"), system);
            case "assistant" -> addAssistant(message);
            case "tool" -> addToolResult(message);
            default -> Blocks.add(message.path("content"), turn("user"));
        }
    }

    private void addAssistant(JsonNode message) {
        ArrayNode blocks = turn("assistant");
        message.path("reasoning_details").forEach(detail -> addThinking(detail, blocks));
        Blocks.add(message.path("content"), blocks);
        // Has no word of its own here, and often stands where content would.
        Blocks.addText(message.path("refusal").asString(""), blocks);
        for (JsonNode call : message.path("tool_calls")) {
            ObjectNode use = blocks.addObject();
            use.put("type", "tool_use");
            use.set("id", call.path("id"));
            use.set("name", call.path("function").path("name"));
            use.set("input", Blocks.parse(call.path("function").path("arguments").asString("")));
        }
    }

    /** Only signed thinking can be replayed. */
    private static void addThinking(JsonNode detail, ArrayNode blocks) {
        if (detail.path("signature").isString()) {
            blocks.addObject()
                    .put("type", "thinking")
                    .put("thinking", detail.path("text").asString(""))
                    .set("signature", detail.get("signature"));
        } else if (detail.path("type").asString("").equals("reasoning.encrypted")) {
            blocks.addObject().put("type", "redacted_thinking").set("data", detail.path("data"));
        }
    }

    private void addToolResult(JsonNode message) {
        ObjectNode result = turn("user").addObject();
        result.put("type", "tool_result");
        result.set("tool_use_id", message.path("tool_call_id"));
        JsonNode content = message.path("content");
        if (content.isString()) {
            result.set("content", content);
        } else {
            Blocks.add(content, result.putArray("content"));
        }
    }

    /** The blocks of the current turn of this role; a new turn begins where the role changes. */
    private ArrayNode turn(String role) {
        if (!messages.isEmpty()
                && messages.get(messages.size() - 1) instanceof ObjectNode last
                && last.path("role").asString("").equals(role)
                && last.path("content") instanceof ArrayNode blocks) {
            return blocks;
        }
        ObjectNode message = Json.object().put("role", role);
        messages.add(message);
        return message.putArray("content");
    }
}
