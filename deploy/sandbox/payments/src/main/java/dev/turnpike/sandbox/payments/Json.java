package dev.turnpike.sandbox.payments;

import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads and prints the JSON in which every Stripe object is kept and served. */
final class Json {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Json() {}

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    static ArrayNode array() {
        return MAPPER.createArrayNode();
    }

    /**
     * @throws JacksonException when the text is not JSON
     * @throws IllegalArgumentException when it is JSON but no object
     */
    static ObjectNode readObject(String text) {
        if (MAPPER.readTree(text) instanceof ObjectNode object) {
            return object;
        }
        throw new IllegalArgumentException("Expected a JSON object.");
    }

    /**
     * @throws JacksonException when the text is not JSON
     * @throws IllegalArgumentException when it is JSON but no array
     */
    static ArrayNode readArray(String text) {
        if (MAPPER.readTree(text) instanceof ArrayNode array) {
            return array;
        }
        throw new IllegalArgumentException("Expected a JSON array.");
    }

    static ObjectNode ofTexts(Map<String, String> texts) {
        ObjectNode node = object();
        texts.forEach(node::put);
        return node;
    }

    static String print(JsonNode node) {
        return MAPPER.writeValueAsString(node);
    }

    /** The text at a JSON pointer, or an empty text where there is nothing. */
    static String textAt(JsonNode node, String pointer) {
        return node.at(pointer).asString("");
    }
}
