package dev.turnpike.sandbox.payments.http;

import dev.turnpike.sandbox.payments.objects.Json;
import dev.turnpike.sandbox.payments.objects.Kind;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A refusal in the words and the envelope of Stripe's API.
 *
 * @param details further fields of the envelope
 */
public record ApiError(
        int status,
        String type,
        @Nullable String code,
        String message,
        @Nullable String param,
        Map<String, JsonNode> details) {

    public ApiError {
        details = Map.copyOf(details);
    }

    private static final String INVALID = "invalid_request_error";
    private static final String IDEMPOTENCY = "idempotency_error";

    public static ApiError invalid(@Nullable String code, String message, @Nullable String param) {
        return new ApiError(400, INVALID, code, message, param, Map.of());
    }

    public static ApiError missing(String param) {
        return invalid("parameter_missing", "Missing required param: " + param + ".", param);
    }

    /** A bank's refusal, with what was tried. */
    public static ApiError card(String code, String message, Map<String, JsonNode> details) {
        return new ApiError(402, "card_error", code, message, null, details);
    }

    /** The same refusal with one more field in its envelope. */
    public ApiError with(String name, JsonNode value) {
        var more = new LinkedHashMap<>(details);
        more.put(name, value);
        return new ApiError(status, type, code, message, param, more);
    }

    /** An id in the path that leads nowhere. */
    public static ApiError notFound(Kind kind, String id) {
        return new ApiError(
                404, INVALID, "resource_missing", noSuch(kind, id), kind.parameter(), Map.of());
    }

    /** An id among the parameters that leads nowhere. */
    public static ApiError unknownReference(Kind kind, String id, String param) {
        return invalid("resource_missing", noSuch(kind, id), param);
    }

    static ApiError unauthorized(String message) {
        return new ApiError(401, INVALID, null, message, null, Map.of());
    }

    public static ApiError unknownUrl(String method, String path) {
        String message =
                "Unrecognized request URL (%s: %s). The payment sandbox serves a part of Stripe's API; its README lists which."
                        .formatted(method, path);
        return new ApiError(404, INVALID, null, message, null, Map.of());
    }

    static ApiError bodyTooLarge(int limitBytes) {
        String message = "The request is larger than %d bytes.".formatted(limitBytes);
        return new ApiError(413, INVALID, null, message, null, Map.of());
    }

    public static ApiError otherParameters(String key) {
        String message =
                "Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '%s' if you meant to execute a different request."
                        .formatted(key);
        return new ApiError(400, IDEMPOTENCY, null, message, null, Map.of());
    }

    public static ApiError keyInUse(String key) {
        String message =
                "There is currently another in-progress request using this Idempotent Key (that probably means you submitted twice, and the other request is still going through): %s. Please try again later."
                        .formatted(key);
        return new ApiError(409, IDEMPOTENCY, "idempotency_key_in_use", message, null, Map.of());
    }

    public static ApiError internal() {
        return new ApiError(
                500,
                "api_error",
                null,
                "An unknown error occurred in the sandbox.",
                null,
                Map.of());
    }

    public ObjectNode toJson() {
        ObjectNode error = Json.object();
        if (code != null) {
            error.put("code", code);
            error.put("doc_url", "https://stripe.com/docs/error-codes/" + code.replace('_', '-'));
        }
        error.put("message", message);
        if (param != null) {
            error.put("param", param);
        }
        error.put("type", type);
        error.setAll(details);
        return Json.object().set("error", error);
    }

    private static String noSuch(Kind kind, String id) {
        return "No such %s: '%s'".formatted(kind.spokenName(), id);
    }
}
