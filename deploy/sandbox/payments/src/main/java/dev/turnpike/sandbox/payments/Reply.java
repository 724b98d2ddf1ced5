package dev.turnpike.sandbox.payments;

import tools.jackson.databind.node.ObjectNode;

/** What an API endpoint answers. */
sealed interface Reply {

    /** The object or list asked for. */
    record Done(ObjectNode body) implements Reply {}

    /** Nothing was changed, for the reason given. */
    record Refused(ApiError error) implements Reply {}
}
