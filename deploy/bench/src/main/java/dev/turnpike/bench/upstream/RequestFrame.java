package dev.turnpike.bench.upstream;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * A whole HTTP request at the beginning of the bytes received so far.
 *
 * @param length of head and body together
 */
record RequestFrame(String body, int length) {

    private static final String END_OF_HEAD = "\r\n\r\n";
    private static final String CONTENT_LENGTH = "\r\ncontent-length:";

    /** Empty as long as something of the request is missing. */
    static Optional<RequestFrame> find(byte[] received, int count) {
        String text = new String(received, 0, count, StandardCharsets.ISO_8859_1);
        int end = text.indexOf(END_OF_HEAD);
        if (end < 0) {
            return Optional.empty();
        }
        int bodyStart = end + END_OF_HEAD.length();
        int length = bodyStart + contentLength(text.substring(0, end + 2));
        return count < length
                ? Optional.empty()
                : Optional.of(new RequestFrame(text.substring(bodyStart, length), length));
    }

    private static int contentLength(String head) {
        int start = head.toLowerCase(Locale.ROOT).indexOf(CONTENT_LENGTH);
        if (start < 0) {
            throw new IllegalArgumentException("A request without Content-Length: " + head);
        }
        int value = start + CONTENT_LENGTH.length();
        return Integer.parseInt(head.substring(value, head.indexOf("\r\n", value)).strip());
    }
}
