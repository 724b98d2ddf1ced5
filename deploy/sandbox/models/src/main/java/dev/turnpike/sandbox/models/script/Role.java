package dev.turnpike.sandbox.models.script;

/** Who speaks in one turn of a conversation. */
public enum Role {
    SYSTEM,
    USER,
    ASSISTANT,
    TOOL
}
