package dev.turnpike.api.gateway;

import dev.turnpike.api.http.Json;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How many tokens the prompt of a request has: a bound that costs nothing, and a count that does.
 */
final class PromptSize {

    /** What a large image costs at the providers that we know, rounded up. */
    private static final long TOKENS_PER_IMAGE = 2_000;

    /** What the smallest one costs: nobody is charged for more than what is certain. */
    private static final long LEAST_TOKENS_PER_IMAGE = 85;

    /** Of base 64: sound has far fewer tokens than text of this length. */
    private static final long CHARACTERS_PER_TOKEN_OF_MEDIA = 8;

    /** Some providers add a prompt of their own, with the tools the largest: some 500 tokens. */
    private static final long HIDDEN_PROMPT = 64;

    private static final long HIDDEN_PROMPT_WITH_TOOLS = 1_000;

    /** What models of OpenAI see between the messages of a conversation, and at its end. */
    private static final long TOKENS_PER_MESSAGE = 4;

    private static final long TOKENS_FOR_ANSWER = 3;

    private static final Set<String> MEDIA = Set.of("image_url", "input_audio");

    /** Counting takes a second for every 5 MB or so; whoever sends more has a coarser bound. */
    private static final long MAX_COUNTED_BYTES = 4 * 1024 * 1024;

    private final Request request;
    private final TokenCounter counter;
    private long media;
    private long mediaCharacters;
    private long mediaTokens;

    /** Zero until somebody asks. */
    private long counted;

    PromptSize(Request request, TokenCounter counter) {
        this.request = request;
        this.counter = counter;
        for (JsonNode message : request.body().path("messages")) {
            for (JsonNode part : message.path("content")) {
                measureMedia(part);
            }
        }
    }

    /** Never too low for text: a token is at least a byte of the body. */
    long bound() {
        return request.bytes() - mediaCharacters + mediaTokens + hidden();
    }

    /** The count with room for tokenizers that differ from ours, by up to a quarter. */
    long safeCount() {
        return Math.min(bound(), count() + count() / 4 + mediaTokens + hidden());
    }

    /**
     * What is charged for if no provider tells: nearly exact for newer OpenAI models; others differ
     * by up to a quarter.
     */
    long count() {
        if (counted == 0) {
            counted = countAll();
        }
        return counted;
    }

    private long countAll() {
        if (request.bytes() - mediaCharacters > MAX_COUNTED_BYTES) {
            return bound();
        }
        ObjectNode body = request.body();
        StringBuilder text = new StringBuilder();
        body.path("messages").forEach(message -> appendText(message, text));
        long tokens = counter.count(text.toString());
        if (body.path("tools").isArray()) {
            tokens += counter.count(json(body.path("tools")));
        }
        if (body.path("response_format").isObject()) {
            tokens += counter.count(json(body.path("response_format")));
        }
        return tokens
                + body.path("messages").size() * TOKENS_PER_MESSAGE
                + TOKENS_FOR_ANSWER
                + media * LEAST_TOKENS_PER_IMAGE;
    }

    private long hidden() {
        return request.body().path("tools").isEmpty() ? HIDDEN_PROMPT : HIDDEN_PROMPT_WITH_TOOLS;
    }

    private void measureMedia(JsonNode part) {
        String type = part.path("type").asString("");
        if (!MEDIA.contains(type)) {
            return;
        }
        media++;
        long characters = longestString(part.path(type));
        mediaCharacters += characters;
        mediaTokens +=
                type.equals("image_url")
                        ? TOKENS_PER_IMAGE
                        : Math.max(TOKENS_PER_IMAGE, characters / CHARACTERS_PER_TOKEN_OF_MEDIA);
    }

    /** The data itself, beside short settings such as its format. */
    private static long longestString(JsonNode media) {
        long longest = 0;
        for (JsonNode value : media) {
            if (value.isString()) {
                longest = Math.max(longest, value.stringValue().length());
            }
        }
        return longest;
    }

    private static void appendText(JsonNode message, StringBuilder text) {
        JsonNode content = message.path("content");
        if (content.isString()) {
            text.append(content.stringValue());
        }
        content.forEach(part -> text.append(part.path("text").asString("")));
        text.append(message.path("name").asString("")).append('\n');
        if (message.path("tool_calls").isArray()) {
            text.append(json(message.path("tool_calls")));
        }
    }

    private static String json(JsonNode node) {
        return new String(Json.bytes(node), StandardCharsets.UTF_8);
    }
}
