package dev.turnpike.sandbox.payments.api;

import dev.turnpike.sandbox.payments.http.ApiError;
import tools.jackson.databind.node.ObjectNode;

/** What an API endpoint answers. */
public sealed interface Reply {

    /** The object or list asked for. */
    record Done(ObjectNode body) implements Reply {}

    /** A payment failed: that is told as an error, and what was tried is kept. */
    record Declined(ApiError error) implements Reply {}

    /** Nothing was changed, for the reason given. */
    record Refused(ApiError error) implements Reply {}
}
