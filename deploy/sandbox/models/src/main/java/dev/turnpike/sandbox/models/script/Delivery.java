package dev.turnpike.sandbox.models.script;

/**
 * How the caller wants the answer sent: in pieces or whole, with the usage in the stream or not.
 */
public record Delivery(boolean stream, boolean usageInStream) {}
