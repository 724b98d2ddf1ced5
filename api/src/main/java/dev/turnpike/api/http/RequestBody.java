package dev.turnpike.api.http;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
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

    /** At a megabit a second the longest body takes this long; one that drips is given up. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** A longer body waits for its turn. */
    private static final int MAX_SMALL_BYTES = 1024 * 1024;

    /** Parsing takes up to seven times the bytes of a body: for one long one at a time. */
    private static final Lock LONG_BODIES = new ReentrantLock(true);

    /**
     * Reads the bytes of a call's body; the caller is told what is wrong with it. Until its part is
     * closed there is room for them, and for what {@link #parse} makes of them.
     */
    public static Checked<byte[]> read(HttpServletRequest request, BodyMemory.Part part) {
        String encoding = request.getHeader("Content-Encoding");
        return encoding == null || encoding.equalsIgnoreCase("identity")
                ? BodyReading.read(request, part, PATIENCE)
                : invalid("Content-Encoding is not supported; send the body uncompressed.");
    }

    /** Reads JSON that is in memory. */
    public static Checked<RequestBody> parse(byte[] bytes) {
        if (bytes.length <= MAX_SMALL_BYTES) {
            return parseNow(bytes);
        }
        LONG_BODIES.lock();
        try {
            return parseNow(bytes);
        } finally {
            LONG_BODIES.unlock();
        }
    }

    private static Checked<RequestBody> parseNow(byte[] bytes) {
        if (bytes.length == 0) {
            return invalid("The body is empty; send a JSON object.");
        }
        try {
            JsonNode json = Json.parse(bytes);
            if (!(json instanceof ObjectNode object)) {
                return invalid("The body must be a JSON object.");
            }
            // A lone surrogate can be read from its escape, but no bytes would pass it on.
            return !escapesSurrogate(bytes) || isWhole(json)
                    ? Checked.passed(new RequestBody(object, bytes.length))
                    : invalid("The body holds half of a surrogate pair; send whole characters.");
        } catch (JacksonException e) {
            return invalid(JsonProblem.explain(e));
        }
    }

    /** Looks at each text where it lies: all of them printed would take memory once more. */
    private static boolean isWhole(JsonNode json) {
        return isWhole(json.asString(""))
                && json.properties().stream().map(Map.Entry::getKey).allMatch(RequestBody::isWhole)
                && json.valueStream().allMatch(RequestBody::isWhole);
    }

    private static boolean isWhole(String text) {
        return text.codePoints()
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
}
