package dev.turnpike.billing.spending;

import java.util.UUID;

/** Names one server process for as long as it keeps its leases. */
public record NodeId(UUID value) {}
