package dev.turnpike.api.chat;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What the parts of a message may look like. */
final class PartRules {

    private static final String DATA = "data:";
    private static final String IMAGE_DATA = "data:image/";

    private PartRules() {}

    /** What is wrong with a part of a message of this role; null when it is fine. */
    static @Nullable String problem(String role, JsonNode part) {
        if (!part.path("type").isString()) {
            return ".type must name the kind of the part.";
        }
        return switch (part.path("type").stringValue()) {
            case "text" -> part.path("text").isString() ? null : ".text must be a string.";
            case "image_url" -> image(part.path("image_url").path("url"));
            case "input_audio" ->
                    part.path("input_audio").path("data").isString()
                            ? null
                            : ".input_audio.data must be a string.";
            case "refusal" -> refusal(role, part);
            // What others cost cannot be told from their size, so nothing could be set aside for
            // them.
            default -> ".type must be text, image_url, input_audio or, of an assistant, refusal.";
        };
    }

    /** Many providers take any file here, and what that costs cannot be told either. */
    private static @Nullable String image(JsonNode url) {
        if (!url.isString()) {
            return ".image_url.url must be a string.";
        }
        String text = url.stringValue().stripLeading();
        return begins(text, DATA) && !begins(text, IMAGE_DATA)
                ? ".image_url.url must be of an image: a data: URL must begin with data:image/."
                : null;
    }

    private static boolean begins(String text, String prefix) {
        return text.regionMatches(true, 0, prefix, 0, prefix.length());
    }

    private static @Nullable String refusal(String role, JsonNode part) {
        if (!role.equals("assistant")) {
            return ".type may be refusal only in a message of the assistant.";
        }
        return part.path("refusal").isString() ? null : ".refusal must be a string.";
    }
}
