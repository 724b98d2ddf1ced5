package dev.turnpike.sandbox.models.anthropic;

import dev.turnpike.sandbox.models.script.Failure;
import dev.turnpike.sandbox.models.wire.MalformedRequest;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Words errors the way Anthropic does. */
final class AnthropicErrors {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private AnthropicErrors() {}

    static Failure malformed(MalformedRequest request) {
        String param = request.param();
        return Failure.of(
                400,
                switch (request.fault()) {
                    case NOT_JSON -> "The request body is not valid JSON: " + request.detail();
                    case MISSING -> param + ": Field required";
                    case WRONG_TYPE, WRONG_VALUE -> param + ": " + request.detail();
                    case UNKNOWN_FIELD -> param + ": Extra inputs are not permitted";
                });
    }

    static ObjectNode envelope(Failure failure, String requestId) {
        ObjectNode envelope = JSON.objectNode().put("type", "error");
        envelope.putObject("error")
                .put("type", type(failure.status()))
                .put("message", failure.message());
        return envelope.put("request_id", requestId);
    }

    private static String type(int status) {
        return switch (status) {
            case 401 -> "authentication_error";
            case 402 -> "billing_error";
            case 403 -> "permission_error";
            case 404 -> "not_found_error";
            case 413 -> "request_too_large";
            case 429 -> "rate_limit_error";
            case 504 -> "timeout_error";
            case 529 -> "overloaded_error";
            default -> status >= 500 ? "api_error" : "invalid_request_error";
        };
    }
}
