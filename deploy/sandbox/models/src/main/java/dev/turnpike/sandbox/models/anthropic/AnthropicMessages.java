package dev.turnpike.sandbox.models.anthropic;

import dev.turnpike.sandbox.models.script.Role;
import dev.turnpike.sandbox.models.script.Turn;
import dev.turnpike.sandbox.models.wire.Body;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads the system prompt and the messages of one Messages request. */
final class AnthropicMessages {

    private final Set<String> calledIds = new HashSet<>();

    private AnthropicMessages() {}

    static List<Turn> read(Body body) {
        if (!body.has("messages")) {
            throw body.missing("messages");
        }
        List<Body> messages = body.listObjects("messages");
        if (messages.isEmpty()) {
            throw body.wrongValue("messages", "at least one message is required");
        }
        AnthropicMessages reader = new AnthropicMessages();
        List<Turn> turns = new ArrayList<>();
        if (body.has("system")) {
            turns.add(reader.turn(Role.SYSTEM, body, "system"));
        }
        for (Body message : messages) {
            turns.add(reader.turn(role(message), message, "content"));
        }
        return turns;
    }

    private static Role role(Body message) {
        return switch (message.text("role")) {
            case "system" -> Role.SYSTEM;
            case "user" -> Role.USER;
            case "assistant" -> Role.ASSISTANT;
            default -> throw message.wrongValue("role", "expected user, assistant or system");
        };
    }

    private Turn turn(Role role, Body holder, String field) {
        if (!holder.has(field)) {
            throw holder.missing(field);
        }
        if (holder.get(field).isString()) {
            return new Turn(role, holder.text(field), List.of(), List.of(), 0);
        }
        Blocks blocks = new Blocks();
        holder.listObjects(field).forEach(block -> read(block, blocks));
        return new Turn(role, blocks.text.toString(), blocks.results, blocks.extras, blocks.media);
    }

    /** What has been found in the blocks of one message so far. */
    private static final class Blocks {
        private final StringBuilder text = new StringBuilder();
        private final List<String> results = new ArrayList<>();
        private final List<String> extras = new ArrayList<>();
        private int media;
    }

    private void read(Body block, Blocks found) {
        switch (block.text("type")) {
            case "text" -> found.text.append(block.text("text"));
            case "image", "document" -> {
                block.object("source");
                found.media++;
            }
            case "tool_use" -> {
                calledIds.add(block.text("id"));
                found.extras.add(block.text("name") + block.object("input").node());
            }
            case "tool_result" -> found.results.add(result(block));
            case "thinking" -> found.extras.add(thought(block));
            case "redacted_thinking" -> found.extras.add(block.text("data"));
            default -> throw block.wrongValue("type", "no such kind of content");
        }
    }

    private String result(Body block) {
        if (!calledIds.contains(block.text("tool_use_id"))) {
            throw block.wrongValue(
                    "tool_use_id", "no tool_use block of a preceding message has this id");
        }
        if (!block.has("content") || block.get("content").isString()) {
            return block.findText("content").orElse("");
        }
        StringBuilder text = new StringBuilder();
        block.listObjects("content").forEach(part -> text.append(part.findText("text").orElse("")));
        return text.toString();
    }

    private static String thought(Body block) {
        String thought = block.text("thinking");
        if (!Signature.of(thought).equals(block.text("signature"))) {
            throw block.wrongValue("signature", "Invalid `signature` in `thinking` block");
        }
        return thought;
    }
}
