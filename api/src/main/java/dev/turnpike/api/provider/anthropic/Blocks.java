package dev.turnpike.api.provider.anthropic;

import dev.turnpike.api.http.Json;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Turns the content of a message into content blocks. */
final class Blocks {

    private static final String DATA_URL = "data:";
    private static final String BASE64 = ";base64,";

    private Blocks() {}

    /** Adds a string, or each part of an array; empty text is left out, the provider refuses it. */
    static void add(JsonNode content, ArrayNode blocks) {
        if (content.isString()) {
            addText(content.stringValue(), blocks);
            return;
        }
        for (JsonNode part : content) {
            int before = blocks.size();
            switch (part.path("type").asString("")) {
                case "text" -> addText(part.path("text").asString(""), blocks);
                case "image_url" ->
                        addImage(part.path("image_url").path("url").asString(""), blocks);
                case "refusal" -> addText(part.path("refusal").asString(""), blocks);
                default -> {}
            }
            if (blocks.size() > before && blocks.get(before) instanceof ObjectNode added) {
                copyCacheControl(part, added);
            }
        }
    }

    static void copyCacheControl(JsonNode from, ObjectNode to) {
        if (from.path("cache_control").isObject()) {
            to.set("cache_control", from.get("cache_control"));
        }
    }

    /** The arguments of a tool call; what is no object becomes an empty one. */
    static JsonNode parse(String arguments) {
        try {
            JsonNode parsed = Json.parse(arguments.getBytes(StandardCharsets.UTF_8));
            return parsed.isObject() ? parsed : Json.object();
        } catch (JacksonException _) {
            return Json.object();
        }
    }

    static void addText(String text, ArrayNode blocks) {
        if (!text.isEmpty()) {
            blocks.addObject().put("type", "text").put("text", text);
        }
    }

    private static void addImage(String url, ArrayNode blocks) {
        ObjectNode source = blocks.addObject().put("type", "image").putObject("source");
        int data = url.indexOf(BASE64);
        if (url.startsWith(DATA_URL) && data > 0) {
            source.put("type", "base64");
            source.put("media_type", url.substring(DATA_URL.length(), data));
            source.put("data", url.substring(data + BASE64.length()));
        } else {
            source.put("type", "url").put("url", url);
        }
    }
}
