package dev.turnpike.sandbox.models.openai;

import dev.turnpike.sandbox.models.script.Role;
import dev.turnpike.sandbox.models.script.Turn;
import dev.turnpike.sandbox.models.wire.Body;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads the messages of one Chat Completions request. */
final class OpenAiMessages {

    private final Set<String> calledIds = new HashSet<>();

    private OpenAiMessages() {}

    static List<Turn> read(Body body) {
        if (!body.has("messages")) {
            throw body.missing("messages");
        }
        List<Body> messages = body.listObjects("messages");
        if (messages.isEmpty()) {
            throw body.wrongValue("messages", "expected at least one message");
        }
        OpenAiMessages reader = new OpenAiMessages();
        return messages.stream().map(reader::turn).toList();
    }

    private Turn turn(Body message) {
        return switch (message.text("role")) {
            case "system", "developer" -> spoken(Role.SYSTEM, message);
            case "user" -> spoken(Role.USER, message);
            case "assistant" -> assistant(message);
            case "tool" -> toolResult(message);
            default -> throw message.wrongValue("role", "no such role");
        };
    }

    private static Turn spoken(Role role, Body message) {
        if (!message.has("content")) {
            throw message.missing("content");
        }
        return new Turn(role, text(message), List.of(), List.of(), media(message));
    }

    private Turn assistant(Body message) {
        List<String> extras = new ArrayList<>();
        for (Body call : message.listObjects("tool_calls")) {
            calledIds.add(call.text("id"));
            Body function = call.object("function");
            extras.add(function.text("name") + function.text("arguments"));
        }
        if (!message.has("content") && extras.isEmpty()) {
            throw message.missing("content");
        }
        return new Turn(Role.ASSISTANT, text(message), List.of(), extras, 0);
    }

    private Turn toolResult(Body message) {
        if (!calledIds.contains(message.text("tool_call_id"))) {
            throw message.wrongValue(
                    "tool_call_id", "no tool call of a preceding message has this id");
        }
        return new Turn(Role.TOOL, "", List.of(text(message)), List.of(), 0);
    }

    private static String text(Body message) {
        if (!message.has("content") || message.get("content").isString()) {
            return message.findText("content").orElse("");
        }
        StringBuilder text = new StringBuilder();
        for (Body part : message.listObjects("content")) {
            switch (part.text("type")) {
                case "text" -> text.append(part.text("text"));
                case "refusal" -> text.append(part.text("refusal"));
                case "image_url", "input_audio", "file" -> part.object(part.text("type"));
                default -> throw part.wrongValue("type", "no such kind of content");
            }
        }
        return text.toString();
    }

    private static int media(Body message) {
        if (!message.get("content").isArray()) {
            return 0;
        }
        return (int)
                message.listObjects("content").stream()
                        .filter(part -> !part.text("type").equals("text"))
                        .count();
    }
}
