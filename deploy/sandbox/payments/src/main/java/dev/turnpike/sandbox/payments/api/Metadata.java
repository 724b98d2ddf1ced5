package dev.turnpike.sandbox.payments.api;

import dev.turnpike.sandbox.payments.http.FormParameters;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** Merges the shop's own notes into an object; an empty value removes one. */
public final class Metadata {

    private Metadata() {}

    /** Works on the object in place. */
    public static void fill(ObjectNode object, FormParameters given) {
        ObjectNode metadata = object.withObject("metadata");
        for (Map.Entry<String, String> entry : given.entries("metadata").entrySet()) {
            if (entry.getValue().isEmpty()) {
                metadata.remove(entry.getKey());
            } else {
                metadata.put(entry.getKey(), entry.getValue());
            }
        }
    }
}
