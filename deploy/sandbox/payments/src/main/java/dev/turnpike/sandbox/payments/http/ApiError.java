package dev.turnpike.sandbox.payments.http;

import dev.turnpike.sandbox.payments.objects.Json;
import dev.turnpike.sandbox.payments.objects.Kind;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A refusal in the words and the envelope of Stripe's API. */
public record ApiError(
        int status, String type, @Nullable String code, String message, @Nullable String param) {

    private static final String INVALID = "invalid_request_error";
    private static final String IDEMPOTENCY = "idempotency_error";

    public static ApiError invalid(@Nullable String code, String message, @Nullable String param) {
        return new ApiError(400, INVALID, code, message, param);
    }

    public static ApiError missing(String param) {
        return invalid("parameter_missing", "Missing required param: " + param + ".", param);
    }

    /** An id in the path that leads nowhere. */
    public static ApiError notFound(Kind kind, String id) {
        return new ApiError(404, INVALID, "resource_missing", noSuch(kind, id), kind.parameter());
    }

    /** An id among the parameters that leads nowhere. */
    public static ApiError unknownReference(Kind kind, String id, String param) {
        return invalid("resource_missing", noSuch(kind, id), param);
    }

    static ApiError unauthorized(String message) {
        return new ApiError(401, INVALID, null, message, null);
    }

    public static ApiError unknownUrl(String method, String path) {
        String message =
                "Unrecognized request URL (%s: %s). The payment sandbox serves a part of Stripe's API; its README lists which."
                        .formatted(method, path);
        return new ApiError(404, INVALID, null, message, null);
    }

    static ApiError bodyTooLarge(int limitBytes) {
        String message = "The request is larger than %d bytes.".formatted(limitBytes);
        return new ApiError(413, INVALID, null, message, null);
    }

    public static ApiError otherParameters(String key) {
        String message =
                "Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '%s' if you meant to execute a different request."
                        .formatted(key);
        return new ApiError(400, IDEMPOTENCY, null, message, null);
    }

    public static ApiError keyInUse(String key) {
        String message =
                "There is currently another in-progress request using this Idempotent Key (that probably means you submitted twice, and the other request is still going through): %s. Please try again later."
                        .formatted(key);
        return new ApiError(409, IDEMPOTENCY, "idempotency_key_in_use", message, null);
    }

    public static ApiError internal() {
        return new ApiError(
                500, "api_error", null, "An unknown error occurred in the sandbox.", null);
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
        return Json.object().set("error", error);
    }

    private static String noSuch(Kind kind, String id) {
        return "No such %s: '%s'".formatted(kind.spokenName(), id);
    }
}
