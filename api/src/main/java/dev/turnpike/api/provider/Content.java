package dev.turnpike.api.provider;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The parts of a message or of a delta that a caller can use. */
public final class Content {

    private static final List<String> TEXTS = List.of("content", "reasoning", "refusal");

    private Content() {}

    /** Whether this message, or delta, carries anything beside its role. */
    public static boolean isIn(ObjectNode message) {
        for (var field : message.properties()) {
            if (!field.getKey().equals("role") && isSomething(field.getValue())) {
                return true;
            }
        }
        return false;
    }

    /** Adds what the model wrote in it to this text, for counting. */
    public static void appendText(ObjectNode message, StringBuilder text) {
        for (String field : TEXTS) {
            JsonNode value = message.path(field);
            if (value.isString()) {
                text.append(value.stringValue());
            }
        }
        for (JsonNode call : message.path("tool_calls")) {
            JsonNode function = call.path("function");
            text.append(function.path("name").asString(""));
            text.append(function.path("arguments").asString(""));
        }
    }

    private static boolean isSomething(JsonNode value) {
        if (value.isNull()) {
            return false;
        }
        if (value.isString()) {
            return !value.stringValue().isEmpty();
        }
        return !value.isContainer() || !value.isEmpty();
    }
}
