package dev.turnpike.api.gateway;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The text of a request in tokens, counted where it lies. Every field counts, also one that is not
 * known here: it is passed on, and what a provider counted of it would be paid by nobody.
 */
final class PromptText {

    /** What models of OpenAI see between the messages of a conversation, and at its end. */
    private static final long TOKENS_PER_MESSAGE = 4;

    private static final long TOKENS_FOR_ANSWER = 3;

    private final TokenCounter counter;
    private long read = TOKENS_FOR_ANSWER;
    private long rest;

    PromptText(ObjectNode body, TokenCounter counter) {
        this.counter = counter;
        for (var field : body.properties()) {
            JsonNode value = field.getValue();
            switch (field.getKey()) {
                case "messages" -> value.forEach(this::addMessage);
                case "tools", "functions", "response_format" -> read += tokens(value);
                default -> rest += tokens(value);
            }
        }
    }

    /** What every model reads. */
    long read() {
        return read;
    }

    /** What is passed on beside it, and may be read by some. */
    long rest() {
        return rest;
    }

    private void addMessage(JsonNode message) {
        read += TOKENS_PER_MESSAGE;
        for (var field : message.properties()) {
            JsonNode value = field.getValue();
            switch (field.getKey()) {
                // One of a few words, and among the tokens of every message.
                case "role" -> {}
                case "content" -> addContent(value);
                case "name", "refusal", "tool_calls", "function_call" -> read += tokens(value);
                default -> rest += tokens(value);
            }
        }
    }

    private void addContent(JsonNode content) {
        if (content.isArray()) {
            content.forEach(this::addPart);
        } else {
            read += tokens(content);
        }
    }

    private void addPart(JsonNode part) {
        String type = part.path("type").asString("");
        for (var field : part.properties()) {
            JsonNode value = field.getValue();
            switch (field.getKey()) {
                case "type" -> {}
                case "text", "refusal" -> read += tokens(value);
                case String name when name.equals(type) && value.isObject() ->
                        rest += besideMedia(type, value);
                default -> rest += tokens(value);
            }
        }
    }

    /** The data itself has tokens of its own, for which {@link PromptMedia} has a measure. */
    private long besideMedia(String type, JsonNode media) {
        long tokens = 0;
        for (var field : media.properties()) {
            if (!PromptMedia.isData(type, field.getKey())) {
                tokens += tokens(field.getValue());
            }
        }
        return tokens;
    }

    /** Of a text itself; of what has parts with all their names. Numbers alone say nothing. */
    private long tokens(JsonNode value) {
        if (value.isString()) {
            return counter.count(value.stringValue());
        }
        return value.isEmpty() ? 0 : counter.count(value.toString());
    }
}
