package dev.turnpike.sandbox.payments.objects;

import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What an event of an update says of the state before: the values that are others now. */
final class PreviousAttributes {

    private PreviousAttributes() {}

    /** The former values of what changed, of nested objects as well; null where there was none. */
    static ObjectNode between(ObjectNode before, ObjectNode now) {
        ObjectNode previous = Json.object();
        for (Map.Entry<String, JsonNode> field : before.properties()) {
            JsonNode then = field.getValue();
            JsonNode present = now.path(field.getKey());
            if (then instanceof ObjectNode outer && present instanceof ObjectNode inner) {
                ObjectNode nested = between(outer, inner);
                if (!nested.isEmpty()) {
                    previous.set(field.getKey(), nested);
                }
            } else if (!then.equals(present)) {
                previous.set(field.getKey(), then.deepCopy());
            }
        }
        now.propertyNames().stream().filter(name -> !before.has(name)).forEach(previous::putNull);
        return previous;
    }
}
