package dev.turnpike.api.gateway;

import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The images and the sound of a prompt: their length says little of their tokens. */
final class PromptMedia {

    /**
     * What a large image costs at most of the models that we know, rounded up; no size is looked
     * at. Some count more, a few of them tens of thousands. What goes beyond the hold is charged
     * nevertheless: it is taken from the credit that is left, and beyond that the account owes it.
     * Only {@code max_cost} leaves it with us.
     */
    private static final long TOKENS_PER_IMAGE = 2_000;

    /** Of base 64: sound has far fewer tokens than text of this length. */
    private static final long CHARACTERS_PER_TOKEN = 8;

    /** The types of such parts, and where in them the data is. */
    private static final Map<String, String> DATA =
            Map.of("image_url", "url", "input_audio", "data");

    private long parts;
    private long characters;
    private long tokens;

    PromptMedia(ObjectNode body) {
        for (JsonNode message : body.path("messages")) {
            for (JsonNode part : message.path("content")) {
                String type = part.path("type").asString("");
                String data = DATA.get(type);
                if (data != null) {
                    add(type, part.path(type).path(data).asString("").length());
                }
            }
        }
    }

    private void add(String type, int length) {
        parts++;
        characters += length;
        tokens +=
                type.equals("image_url")
                        ? TOKENS_PER_IMAGE
                        : Math.max(TOKENS_PER_IMAGE, length / CHARACTERS_PER_TOKEN);
    }

    /** Whether this field of a part of this type is measured here. */
    static boolean isData(String type, String field) {
        return field.equals(DATA.get(type));
    }

    long parts() {
        return parts;
    }

    /** How much of the body is their data. */
    long characters() {
        return characters;
    }

    /** As many as they should have at most. */
    long tokens() {
        return tokens;
    }
}
