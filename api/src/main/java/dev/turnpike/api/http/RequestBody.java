package dev.turnpike.api.http;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.SocketTimeoutException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The JSON body of a call, read once.
 *
 * @param bytes how long it was on the wire
 */
public record RequestBody(ObjectNode json, int bytes) {

    /** 20 MiB: a long prompt with some images in it. */
    public static final int MAX_BYTES = 20 * 1024 * 1024;

    private static final Logger LOG = System.getLogger(RequestBody.class.getName());

    /** Reads the bytes of a call's body; the caller is told what is wrong with it. */
    public static Checked<byte[]> read(HttpServletRequest request) {
        String encoding = request.getHeader("Content-Encoding");
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            return invalid("Content-Encoding is not supported; send the body uncompressed.");
        }
        if (request.getContentLengthLong() > MAX_BYTES) {
            return tooLarge();
        }
        try {
            byte[] bytes = request.getInputStream().readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                return tooLarge();
            }
            return bytes.length < request.getContentLengthLong()
                    ? endedEarly()
                    : Checked.passed(bytes);
        } catch (SocketTimeoutException e) {
            LOG.log(Level.DEBUG, "A caller paused for too long within a body.", e);
            return cut("The body stopped coming, so the server waits no longer; send all of it.");
        } catch (IOException e) {
            // Whoever is still there should hear of it; to whoever has left nothing can be sent.
            LOG.log(Level.DEBUG, "A body could not be read to its end.", e);
            return endedEarly();
        }
    }

    /** Reads JSON that is in memory. */
    public static Checked<RequestBody> parse(byte[] bytes) {
        if (bytes.length == 0) {
            return invalid("The body is empty; send a JSON object.");
        }
        try {
            JsonNode json = Json.parse(bytes);
            if (!(json instanceof ObjectNode object)) {
                return invalid("The body must be a JSON object.");
            }
            return isWhole(bytes, json)
                    ? Checked.passed(new RequestBody(object, bytes.length))
                    : invalid("The body holds half of a surrogate pair; send whole characters.");
        } catch (JacksonException e) {
            return invalid(JsonProblem.explain(e));
        }
    }

    /** A lone surrogate can be read from its escape, but there are no bytes to pass it on with. */
    private static boolean isWhole(byte[] bytes, JsonNode json) {
        return !escapesSurrogate(bytes)
                || json.toString()
                        .codePoints()
                        .noneMatch(point -> Character.getType(point) == Character.SURROGATE);
    }

    /**
     * Whether {@code \\ud8} or the like is in it, up to {@code \\udf}: rare, so looked for first.
     */
    private static boolean escapesSurrogate(byte[] bytes) {
        for (int i = 0; i + 3 < bytes.length; i++) {
            if (bytes[i] == '\\'
                    && bytes[i + 1] == 'u'
                    && (bytes[i + 2] | 0x20) == 'd'
                    && Character.digit(bytes[i + 3], 16) >= 8) {
                return true;
            }
        }
        return false;
    }

    private static <T> Checked<T> invalid(String message) {
        return Checked.refused(ApiError.of(ErrorType.INVALID_REQUEST, message));
    }

    private static <T> Checked<T> endedEarly() {
        return cut("The body ended too early; send all of it.");
    }

    private static <T> Checked<T> cut(String message) {
        return Checked.refused(
                ApiError.of(ErrorType.INVALID_REQUEST, message)
                        // Where the next request would begin is not known.
                        .withHeader("Connection", "close"));
    }

    private static <T> Checked<T> tooLarge() {
        return Checked.refused(
                ApiError.of(
                                ErrorType.PAYLOAD_TOO_LARGE,
                                "The body is larger than " + MAX_BYTES + " bytes; send less.")
                        // The rest of it is not read, so the connection cannot be used again.
                        .withHeader("Connection", "close"));
    }
}
