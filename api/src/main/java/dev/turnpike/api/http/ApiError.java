package dev.turnpike.api.http;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * An error as the caller sees it: one envelope for all addresses.
 *
 * @param message says what to do, and never holds a key, a prompt or a stack trace
 * @param metadata more about it, beside {@code error_type} and {@code docs_url}
 * @param headers sent with it when it is an HTTP reply of its own
 */
public record ApiError(
        ErrorType type,
        String message,
        Map<String, String> metadata,
        Map<String, String> headers,
        @Nullable Availability availability) {

    public ApiError {
        metadata = Map.copyOf(metadata);
        headers = Map.copyOf(headers);
    }

    public static ApiError of(ErrorType type, String message) {
        return new ApiError(type, message, Map.of(), Map.of(), null);
    }

    public ApiError withMetadata(String name, String value) {
        return new ApiError(type, message, plus(metadata, name, value), headers, availability);
    }

    public ApiError withHeader(String name, String value) {
        return new ApiError(type, message, metadata, plus(headers, name, value), availability);
    }

    public ApiError withRetryAfter(Duration wait) {
        return withHeader("Retry-After", Long.toString(wholeSeconds(wait)));
    }

    public ApiError with(Availability why) {
        return new ApiError(type, message, metadata, headers, why);
    }

    public int status() {
        return type.status();
    }

    /** The content of the {@code error} key. */
    public ObjectNode toJson() {
        ObjectNode error = Json.object();
        error.put("code", status()).put("message", message);
        ObjectNode details = error.putObject("metadata");
        details.put("error_type", type.code());
        details.put("docs_url", ErrorDocs.url(type));
        new TreeMap<>(metadata).forEach(details::put);
        if (availability != null) {
            error.set("availability", availability.toJson(ErrorDocs.url(type)));
            error.put("error_type", type.code()).put("http_status", status());
        }
        return error;
    }

    /** The body of an HTTP reply. */
    public byte[] toBytes() {
        ObjectNode envelope = Json.object();
        envelope.set("error", toJson());
        return Json.bytes(envelope);
    }

    /** Sends it as the whole reply. */
    public void writeTo(HttpServletResponse response) throws IOException {
        byte[] body = toBytes();
        response.setStatus(status());
        headers.forEach(response::setHeader);
        response.setContentType(Json.MEDIA_TYPE);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    /** At least one: a client that waits for zero seconds asks again at once. */
    static long wholeSeconds(Duration wait) {
        return Math.max(1, wait.plusMillis(999).toSeconds());
    }

    private static Map<String, String> plus(Map<String, String> map, String name, String value) {
        Map<String, String> copy = new TreeMap<>(map);
        copy.put(name, value);
        return copy;
    }
}
