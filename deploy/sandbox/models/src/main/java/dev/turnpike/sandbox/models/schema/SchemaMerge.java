package dev.turnpike.sandbox.models.schema;

import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Folds references and combinations of a schema into one plain schema. */
final class SchemaMerge {

    /** Longer chains of references are taken for a circle and left as they are. */
    private static final int MAX_STEPS = 12;

    private SchemaMerge() {}

    /** The schema without $ref, allOf, anyOf and oneOf at its top level. */
    static JsonNode flatten(JsonNode root, JsonNode schema) {
        return flatten(root, schema, MAX_STEPS);
    }

    private static JsonNode flatten(JsonNode root, JsonNode schema, int steps) {
        JsonNode flat = schema;
        for (int left = steps; left > 0; left--) {
            if (flat.has("$ref")) {
                flat = without(flat, "$ref", resolve(root, flat.path("$ref").asString()));
            } else if (flat.path("allOf").isArray()) {
                flat = withAll(root, flat, left - 1);
            } else if (flat.path("anyOf").isArray()) {
                flat = without(flat, "anyOf", firstUseful(flat.path("anyOf")));
            } else if (flat.path("oneOf").isArray()) {
                flat = without(flat, "oneOf", firstUseful(flat.path("oneOf")));
            } else {
                return flat;
            }
        }
        return flat;
    }

    private static JsonNode resolve(JsonNode root, String reference) {
        return reference.startsWith("#/")
                ? root.at(JsonPointer.compile(reference.substring(1)))
                : root;
    }

    private static JsonNode firstUseful(JsonNode options) {
        return options.valueStream()
                .filter(option -> !option.path("type").asString("").equals("null"))
                .findFirst()
                .orElse(JsonNodeFactory.instance.objectNode());
    }

    private static JsonNode withAll(JsonNode root, JsonNode schema, int steps) {
        ObjectNode merged = copy(schema);
        merged.remove("allOf");
        schema.path("allOf").forEach(part -> merge(merged, flatten(root, part, steps)));
        return merged;
    }

    private static JsonNode without(JsonNode schema, String keyword, JsonNode replacement) {
        ObjectNode merged = copy(schema);
        merged.remove(keyword);
        merge(merged, replacement);
        return merged;
    }

    private static ObjectNode copy(JsonNode schema) {
        ObjectNode copy = JsonNodeFactory.instance.objectNode();
        schema.properties().forEach(each -> copy.set(each.getKey(), each.getValue()));
        return copy;
    }

    /** What is already said stays; properties and required names of both are joined. */
    private static void merge(ObjectNode into, JsonNode from) {
        for (var each : from.properties()) {
            String keyword = each.getKey();
            if (keyword.equals("properties")) {
                ObjectNode joined = copy(into.path(keyword));
                addMissing(joined, each.getValue());
                into.set(keyword, joined);
            } else if (keyword.equals("required")) {
                into.set(keyword, joinedList(into.path(keyword), each.getValue()));
            } else if (!into.has(keyword)) {
                into.set(keyword, each.getValue());
            }
        }
    }

    private static void addMissing(ObjectNode into, JsonNode from) {
        for (var each : from.properties()) {
            if (!into.has(each.getKey())) {
                into.set(each.getKey(), each.getValue());
            }
        }
    }

    /** A new list: the lists of the caller's schema must stay as they are. */
    private static JsonNode joinedList(JsonNode first, JsonNode second) {
        ArrayNode joined = JsonNodeFactory.instance.arrayNode();
        first.forEach(joined::add);
        second.forEach(joined::add);
        return joined;
    }
}
