package dev.turnpike.sandbox.models.wire;

import dev.turnpike.sandbox.models.wire.MalformedRequest.Fault;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A JSON object of a request that complains in terms of its own place; null counts as absent.
 *
 * @param path where this object stands in the request; empty for the whole
 */
public record Body(JsonNode node, String path) {

    private static final JsonMapper MAPPER = JsonMapper.shared();

    public static Body parse(byte[] bytes) {
        JsonNode node;
        try {
            node = MAPPER.readTree(bytes);
        } catch (JacksonException notJson) {
            throw new MalformedRequest(Fault.NOT_JSON, "", notJson.getOriginalMessage());
        }
        if (!node.isObject()) {
            throw new MalformedRequest(Fault.NOT_JSON, "", "expected a JSON object");
        }
        return new Body(node, "");
    }

    public boolean has(String field) {
        return node.hasNonNull(field);
    }

    public JsonNode get(String field) {
        return node.path(field);
    }

    public void allowOnly(Set<String> fields) {
        for (String field : node.propertyNames()) {
            if (!fields.contains(field)) {
                throw new MalformedRequest(Fault.UNKNOWN_FIELD, at(field), "unknown field");
            }
        }
    }

    public String text(String field) {
        return findText(field).orElseThrow(() -> missing(field));
    }

    public Optional<String> findText(String field) {
        if (!has(field)) {
            return Optional.empty();
        }
        if (!get(field).isString()) {
            throw wrongType(field, "a string");
        }
        return Optional.of(get(field).stringValue());
    }

    public boolean isTrue(String field) {
        if (has(field) && !get(field).isBoolean()) {
            throw wrongType(field, "a boolean");
        }
        return get(field).asBoolean(false);
    }

    public OptionalInt findCount(String field) {
        if (!has(field)) {
            return OptionalInt.empty();
        }
        if (!get(field).isIntegralNumber() || !get(field).canConvertToInt()) {
            throw wrongType(field, "an integer");
        }
        if (get(field).intValue() < 1) {
            throw wrongValue(field, "must be at least 1");
        }
        return OptionalInt.of(get(field).intValue());
    }

    public void checkRange(String field, int least, int most) {
        if (!has(field)) {
            return;
        }
        if (!get(field).isNumber()) {
            throw wrongType(field, "a number");
        }
        BigDecimal number = get(field).decimalValue();
        if (number.compareTo(BigDecimal.valueOf(least)) < 0
                || number.compareTo(BigDecimal.valueOf(most)) > 0) {
            throw wrongValue(field, "must be from " + least + " to " + most);
        }
    }

    public Body object(String field) {
        return findObject(field).orElseThrow(() -> missing(field));
    }

    public Optional<Body> findObject(String field) {
        if (!has(field)) {
            return Optional.empty();
        }
        if (!get(field).isObject()) {
            throw wrongType(field, "an object");
        }
        return Optional.of(new Body(get(field), at(field)));
    }

    /** The objects of a list; none when the field is absent. */
    public List<Body> listObjects(String field) {
        List<Body> objects = new ArrayList<>();
        if (has(field) && !get(field).isArray()) {
            throw wrongType(field, "an array");
        }
        for (JsonNode element : get(field)) {
            if (!element.isObject()) {
                throw wrongType(field, "an array of objects");
            }
            objects.add(new Body(element, at(field) + "." + objects.size()));
        }
        return objects;
    }

    /** The strings of a list, or the single string in its place; none when the field is absent. */
    public List<String> listTexts(String field) {
        if (get(field).isString()) {
            return List.of(get(field).stringValue());
        }
        if (has(field) && !get(field).valueStream().allMatch(JsonNode::isString)) {
            throw wrongType(field, "an array of strings");
        }
        return get(field).valueStream().map(JsonNode::stringValue).toList();
    }

    public MalformedRequest missing(String field) {
        return new MalformedRequest(Fault.MISSING, at(field), "field required");
    }

    public MalformedRequest wrongType(String field, String expected) {
        return new MalformedRequest(Fault.WRONG_TYPE, at(field), "expected " + expected);
    }

    public MalformedRequest wrongValue(String field, String detail) {
        return new MalformedRequest(Fault.WRONG_VALUE, at(field), detail);
    }

    private String at(String field) {
        return path.isEmpty() ? field : path + "." + field;
    }
}
