package dev.turnpike.api.provider;

import dev.turnpike.api.http.ErrorType;
import dev.turnpike.api.http.Json;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Understands how providers say no. */
public final class FailureReading {

    /** Providers name this case in prose at least as often as in a code. */
    private static final Pattern CONTEXT_LENGTH =
            Pattern.compile(
                    "context_length_exceeded|context length|context window|prompt is too long"
                            + "|too many tokens|input is too long");

    private static final Pattern CONTENT_POLICY =
            Pattern.compile(
                    "content_policy|content_filter|content management policy|moderation"
                            + "|usage guidelines");

    /** Enough for a sentence and a half. */
    private static final int MAX_MESSAGE = 500;

    /** A provider that wants us to wait for longer is treated as if it said this. */
    private static final long MAX_WAIT_SECONDS = 3_600;

    private FailureReading() {}

    /** What a reply with this status means. */
    public static Failure ofReply(
            String provider, int status, @Nullable String retryAfter, byte[] body) {
        JsonNode error = error(body);
        ErrorType type = typeOf(status, error);
        return new Failure(type, status, message(type, provider, error), seconds(retryAfter));
    }

    /** What an error in the middle of a stream means. */
    public static Failure ofEvent(String provider, JsonNode error) {
        ErrorType type = typeOf(error.path("code").asInt(streamStatus(error)), error);
        return new Failure(type, 200, message(type, provider, error), null);
    }

    private static int streamStatus(JsonNode error) {
        return switch (error.path("type").asString("")) {
            case "overloaded_error" -> 529;
            case "rate_limit_error", "rate_limit_exceeded" -> 429;
            case "invalid_request_error" -> 400;
            case "timeout_error" -> 504;
            default -> 500;
        };
    }

    private static ErrorType typeOf(int status, JsonNode error) {
        return switch (status) {
            case 400, 413, 422 -> typeOfBadRequest(error);
            case 403 -> typeOfForbidden(error);
            case 408, 504, 524 -> ErrorType.TIMEOUT;
            case 429 -> ErrorType.RATE_LIMIT_EXCEEDED;
            case 503, 529 -> ErrorType.PROVIDER_OVERLOADED;
            // 401, 402 and 404 are about the operator's key and our names, not the caller's.
            default -> ErrorType.PROVIDER_UNAVAILABLE;
        };
    }

    /** The caller's content was moderated, or the operator's key may not do this. */
    private static ErrorType typeOfForbidden(JsonNode error) {
        return CONTENT_POLICY.matcher(said(error)).find()
                ? ErrorType.PERMISSION_DENIED
                : ErrorType.PROVIDER_UNAVAILABLE;
    }

    private static ErrorType typeOfBadRequest(JsonNode error) {
        String said = said(error);
        if (CONTEXT_LENGTH.matcher(said).find()) {
            return ErrorType.CONTEXT_LENGTH_EXCEEDED;
        }
        return CONTENT_POLICY.matcher(said).find()
                ? ErrorType.CONTENT_POLICY_VIOLATION
                : ErrorType.INVALID_REQUEST;
    }

    private static String said(JsonNode error) {
        return (error.path("code").asString("") + " " + error.path("message").asString(""))
                .toLowerCase(Locale.ROOT);
    }

    private static String message(ErrorType type, String provider, JsonNode error) {
        String said = error.path("message").asString("").strip();
        return switch (type) {
            case INVALID_REQUEST,
                    CONTEXT_LENGTH_EXCEEDED,
                    CONTENT_POLICY_VIOLATION,
                    PERMISSION_DENIED ->
                    said.isEmpty()
                            ? provider + " refused the request."
                            : said.substring(0, Math.min(said.length(), MAX_MESSAGE));
            case RATE_LIMIT_EXCEEDED -> provider + " takes no more calls at the moment.";
            case PROVIDER_OVERLOADED -> provider + " is overloaded.";
            case TIMEOUT -> provider + " did not answer in time.";
            // What it says here may quote the operator's key.
            case PROVIDER_UNAVAILABLE,
                    AUTHENTICATION,
                    PAYMENT_REQUIRED,
                    NOT_FOUND,
                    METHOD_NOT_ALLOWED,
                    CONFLICT,
                    PAYLOAD_TOO_LARGE,
                    UNPROCESSABLE,
                    SERVER,
                    SERVICE_UNAVAILABLE ->
                    provider + " could not answer.";
        };
    }

    /** The error object in a body; an empty one when there is none. */
    private static JsonNode error(byte[] body) {
        try {
            JsonNode json = Json.parse(body);
            JsonNode error = json.isArray() ? json.path(0).path("error") : json.path("error");
            return error.isString() ? Json.object().put("message", error.stringValue()) : error;
        } catch (JacksonException _) {
            return Json.object();
        }
    }

    /** Whole seconds only; the form with a date is not in use among providers. */
    private static @Nullable Duration seconds(@Nullable String retryAfter) {
        if (retryAfter == null) {
            return null;
        }
        try {
            double seconds = Double.parseDouble(retryAfter.strip());
            return seconds > 0
                    ? Duration.ofMillis((long) (Math.min(seconds, MAX_WAIT_SECONDS) * 1_000))
                    : null;
        } catch (NumberFormatException _) {
            return null;
        }
    }
}
