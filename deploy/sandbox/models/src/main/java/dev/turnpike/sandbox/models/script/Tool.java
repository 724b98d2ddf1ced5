package dev.turnpike.sandbox.models.script;

import tools.jackson.databind.JsonNode;

/** A function the model may call, with the JSON schema of its arguments. */
public record Tool(String name, String description, JsonNode schema) {}
