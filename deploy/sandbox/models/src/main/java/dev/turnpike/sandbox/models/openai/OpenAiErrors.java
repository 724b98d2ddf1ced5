package dev.turnpike.sandbox.models.openai;

import dev.turnpike.sandbox.models.script.Failure;
import dev.turnpike.sandbox.models.wire.MalformedRequest;
import java.util.OptionalInt;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Words errors the way OpenAI does. */
final class OpenAiErrors {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private OpenAiErrors() {}

    static Failure unknownModel(String model) {
        return new Failure(
                404,
                "The model `" + model + "` does not exist or you do not have access to it.",
                "",
                "model_not_found",
                OptionalInt.empty());
    }

    static Failure malformed(MalformedRequest request) {
        String param = request.param();
        return switch (request.fault()) {
            case NOT_JSON ->
                    Failure.of(
                            400,
                            "We could not parse the JSON body of your request: "
                                    + request.detail());
            case MISSING ->
                    badRequest(
                            "Missing required parameter: '" + param + "'.",
                            param,
                            "missing_required_parameter");
            case WRONG_TYPE ->
                    badRequest(
                            "Invalid type for '" + param + "': " + request.detail() + ".",
                            param,
                            "invalid_type");
            case WRONG_VALUE ->
                    badRequest(
                            "Invalid '" + param + "': " + request.detail() + ".",
                            param,
                            "invalid_value");
            case UNKNOWN_FIELD ->
                    badRequest("Unknown parameter: '" + param + "'.", param, "unknown_parameter");
        };
    }

    private static Failure badRequest(String message, String param, String code) {
        return new Failure(400, message, param, code, OptionalInt.empty());
    }

    static JsonNode envelope(Failure failure) {
        ObjectNode error =
                JSON.objectNode()
                        .put("message", failure.message())
                        .put("type", type(failure.status()));
        error.set("param", textOrNull(failure.param()));
        error.set("code", textOrNull(failure.code()));
        return JSON.objectNode().set("error", error);
    }

    private static String type(int status) {
        if (status == 429) {
            return "requests";
        }
        return status >= 500 ? "server_error" : "invalid_request_error";
    }

    private static JsonNode textOrNull(String text) {
        return text.isEmpty() ? JSON.nullNode() : JSON.stringNode(text);
    }
}
