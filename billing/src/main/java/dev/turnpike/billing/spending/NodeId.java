package dev.turnpike.billing.spending;

import java.util.UUID;

/** Names one server process for as long as it lives. */
public record NodeId(UUID value) {}
