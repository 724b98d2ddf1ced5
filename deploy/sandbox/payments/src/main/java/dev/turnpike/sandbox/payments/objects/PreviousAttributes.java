package dev.turnpike.sandbox.payments.objects;

import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What an event of an update says of the state before. */
final class PreviousAttributes {

    private PreviousAttributes() {}

    /** The former values of the attributes that changed, each whole; null if there was none. */
    static ObjectNode between(ObjectNode before, ObjectNode now) {
        ObjectNode previous = Json.object();
        for (Map.Entry<String, JsonNode> attribute : now.properties()) {
            JsonNode former = before.get(attribute.getKey());
            if (!attribute.getValue().equals(former)) {
                previous.set(attribute.getKey(), former == null ? null : former.deepCopy());
            }
        }
        return previous;
    }
}
