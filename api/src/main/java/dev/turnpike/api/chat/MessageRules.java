package dev.turnpike.api.chat;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What the messages of a request may look like. */
final class MessageRules {

    private static final Set<String> ROLES =
            Set.of("system", "developer", "user", "assistant", "tool");

    private MessageRules() {}

    /** The first message that breaks a rule, and how; null when all are fine. */
    static @Nullable String firstProblem(ObjectNode body) {
        JsonNode messages = body.path("messages");
        if (!messages.isArray() || messages.isEmpty()) {
            return "messages must be an array of at least one message.";
        }
        int index = 0;
        for (JsonNode message : messages) {
            String problem = problem(message);
            if (problem != null) {
                return "messages[" + index + "]" + problem;
            }
            index++;
        }
        return null;
    }

    private static @Nullable String problem(JsonNode message) {
        if (!message.isObject()) {
            return " must be an object.";
        }
        String role = message.path("role").asString("");
        if (!ROLES.contains(role)) {
            return ".role must be one of system, developer, user, assistant, tool.";
        }
        if (role.equals("tool") && !message.path("tool_call_id").isString()) {
            return ".tool_call_id must say which call this is the result of.";
        }
        JsonNode content = message.path("content");
        if (content.isMissingNode() || content.isNull()) {
            return role.equals("assistant") ? toolCalls(message) : ".content must be present.";
        }
        if (!content.isString() && !content.isArray()) {
            return ".content must be a string or an array of parts.";
        }
        String part = content(role, content);
        return part == null ? toolCalls(message) : part;
    }

    private static @Nullable String content(String role, JsonNode content) {
        int index = 0;
        for (JsonNode part : content) {
            String problem = PartRules.problem(role, part);
            if (problem != null) {
                return ".content[" + index + "]" + problem;
            }
            index++;
        }
        return null;
    }

    private static @Nullable String toolCalls(JsonNode message) {
        JsonNode calls = message.path("tool_calls");
        if (calls.isMissingNode() || calls.isNull()) {
            return null;
        }
        if (!calls.isArray()) {
            return ".tool_calls must be an array.";
        }
        for (JsonNode call : calls) {
            JsonNode function = call.path("function");
            if (!call.path("id").isString()
                    || !function.path("name").isString()
                    || !function.path("arguments").isString()) {
                return ".tool_calls must each have id, function.name and function.arguments.";
            }
        }
        return null;
    }
}
