package dev.turnpike.sandbox.models.script;

import tools.jackson.databind.JsonNode;

/** The form the caller wants the answer in. */
public sealed interface Shape {
    /** Words. */
    record Prose() implements Shape {}

    /** Any JSON object. */
    record AnyObject() implements Shape {}

    /** JSON that fits this schema. */
    record Fitting(JsonNode schema) implements Shape {}
}
