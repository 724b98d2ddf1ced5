package dev.turnpike.sandbox.models.schema;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes the same valid instance of a JSON schema every time.
 *
 * <p>Understands what providers allow in tools and structured answers: types, properties, items,
 * enum, const, ranges, lengths, common formats, anyOf, oneOf, allOf and local references. It does
 * not understand regular expressions ({@code pattern}) and conditions ({@code if}, {@code not}).
 */
public final class SchemaInstance {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private static final JsonNode ANY_TEXT = JSON.objectNode().put("type", "string");

    /** Optional properties and items deeper than this are left out, which ends most recursions. */
    private static final int OPTIONAL_DEPTH = 6;

    /** A schema that still demands more at this depth is circular and gets null. */
    private static final int MAX_DEPTH = 40;

    /** Beyond this many values optional ones are left out: a wide recursion grows too fast. */
    private static final int OPTIONAL_VALUES = 500;

    /** No answer needs more values; a schema that demands them is refused. */
    private static final int MAX_VALUES = 10_000;

    private final JsonNode root;
    private int values;

    private SchemaInstance(JsonNode root) {
        this.root = root;
    }

    /**
     * Makes the instance.
     *
     * @throws UnusableSchema when the schema breaks the rules of JSON schema or wants too much
     */
    public static JsonNode of(JsonNode schema) {
        try {
            return new SchemaInstance(schema).value(schema, "value", 0);
        } catch (JacksonException | IllegalArgumentException | ArithmeticException broken) {
            throw new UnusableSchema("the schema cannot be used: " + broken.getMessage());
        }
    }

    /** A schema no instance can be made for. */
    public static final class UnusableSchema extends RuntimeException {
        UnusableSchema(String message) {
            super(message);
        }
    }

    private JsonNode value(JsonNode written, String name, int depth) {
        values++;
        if (values > MAX_VALUES) {
            throw new UnusableSchema("the schema wants more than " + MAX_VALUES + " values");
        }
        if (depth > MAX_DEPTH) {
            return JSON.nullNode();
        }
        JsonNode schema = SchemaMerge.flatten(root, written);
        if (schema.has("const")) {
            return schema.get("const");
        }
        if (schema.path("enum").isArray() && !schema.path("enum").isEmpty()) {
            return schema.path("enum").get(0);
        }
        return switch (typeOf(schema)) {
            case "object" -> object(schema, depth);
            case "array" -> array(schema, name, depth);
            case "integer" -> JSON.numberNode(NumberInRange.of(schema).toBigInteger());
            case "number" -> JSON.numberNode(NumberInRange.of(schema));
            case "boolean" -> JSON.booleanNode(true);
            case "null" -> JSON.nullNode();
            default -> JSON.stringNode(FormattedText.of(schema, name));
        };
    }

    /** The first type that says something; guessed from other keywords when none is given. */
    private static String typeOf(JsonNode schema) {
        JsonNode type = schema.path("type");
        if (type.isString()) {
            return type.stringValue();
        }
        Optional<String> listed =
                type.valueStream()
                        .map(JsonNode::stringValue)
                        .filter(each -> !each.equals("null"))
                        .findFirst();
        return listed.orElseGet(() -> guessedType(schema));
    }

    private static String guessedType(JsonNode schema) {
        if (schema.has("properties") || schema.has("required") || schema.isEmpty()) {
            return "object";
        }
        if (schema.has("items") || schema.has("prefixItems")) {
            return "array";
        }
        return schema.has("minimum") || schema.has("maximum") ? "number" : "string";
    }

    private ObjectNode object(JsonNode schema, int depth) {
        Set<String> required = new TreeSet<>();
        schema.path("required").forEach(name -> required.add(name.stringValue()));
        ObjectNode made = JSON.objectNode();
        for (var property : schema.path("properties").properties()) {
            if (required.contains(property.getKey()) || hasRoomFor(depth)) {
                made.set(
                        property.getKey(),
                        value(property.getValue(), property.getKey(), depth + 1));
            }
        }
        for (String name : required) {
            if (!made.has(name)) {
                made.put(name, name);
            }
        }
        return made;
    }

    private ArrayNode array(JsonNode schema, String name, int depth) {
        int fewest = hasRoomFor(depth) ? 1 : 0;
        int count = Math.max(schema.path("minItems").asInt(0), fewest);
        count = Math.min(count, schema.path("maxItems").asInt(MAX_VALUES));
        JsonNode prefix = schema.path("prefixItems");
        JsonNode items = schema.path("items");
        ArrayNode made = JSON.arrayNode();
        for (int index = 0; index < Math.max(count, prefix.size()); index++) {
            JsonNode item = index < prefix.size() ? prefix.get(index) : items;
            made.add(value(item.isObject() ? item : ANY_TEXT, name, depth + 1));
        }
        return made;
    }

    private boolean hasRoomFor(int optionalDepth) {
        return optionalDepth < OPTIONAL_DEPTH && values < OPTIONAL_VALUES;
    }
}
