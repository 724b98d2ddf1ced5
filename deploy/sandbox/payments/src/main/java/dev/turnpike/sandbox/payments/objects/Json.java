package dev.turnpike.sandbox.payments.objects;

import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads and prints the JSON in which every Stripe object is kept and served. */
public final class Json {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Json() {}

    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    public static ArrayNode array() {
        return MAPPER.createArrayNode();
    }

    /**
     * Reads one object.
     *
     * @throws JacksonException when the text is not JSON
     * @throws IllegalArgumentException when it is JSON but no object
     */
    public static ObjectNode readObject(String text) {
        if (MAPPER.readTree(text) instanceof ObjectNode object) {
            return object;
        }
        throw new IllegalArgumentException("Expected a JSON object.");
    }

    /**
     * Reads one array.
     *
     * @throws JacksonException when the text is not JSON
     * @throws IllegalArgumentException when it is JSON but no array
     */
    static ArrayNode readArray(String text) {
        if (MAPPER.readTree(text) instanceof ArrayNode array) {
            return array;
        }
        throw new IllegalArgumentException("Expected a JSON array.");
    }

    public static ObjectNode ofTexts(Map<String, String> texts) {
        ObjectNode node = object();
        texts.forEach(node::put);
        return node;
    }

    public static String print(JsonNode node) {
        return MAPPER.writeValueAsString(node);
    }

    /** The text at a JSON pointer, or an empty text where there is nothing. */
    public static String textAt(JsonNode node, String pointer) {
        return node.at(pointer).asString("");
    }
}
