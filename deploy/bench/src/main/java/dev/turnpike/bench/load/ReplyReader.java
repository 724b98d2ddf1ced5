package dev.turnpike.bench.load;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads HTTP replies, one after the other, from one connection: {@link #readHead}, then the body by
 * lines or skipped as a whole.
 */
final class ReplyReader {

    private static final String CONTENT_LENGTH = "content-length:";
    private static final String TRANSFER_ENCODING = "transfer-encoding:";

    private final InputStream in;
    private final byte[] buffer = new byte[8 * 1024];
    private final StringBuilder line = new StringBuilder(256);
    private int position;
    private int limit;

    private boolean chunked;
    private boolean ended;
    private long left;

    ReplyReader(InputStream in) {
        this.in = in;
    }

    /** The status of the next reply. */
    int readHead() throws IOException {
        String statusLine = readLine();
        chunked = false;
        left = 0;
        for (String header = readLine(); !header.isEmpty(); header = readLine()) {
            String lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith(CONTENT_LENGTH)) {
                left = Long.parseLong(header.substring(CONTENT_LENGTH.length()).strip());
            } else if (lower.startsWith(TRANSFER_ENCODING)) {
                chunked = lower.endsWith("chunked");
            }
        }
        ended = !chunked && left == 0;
        return Integer.parseInt(statusLine.substring(9, 12));
    }

    /** Reads to the end of the body; its length. */
    long skipBody() throws IOException {
        long length = 0;
        while (advance()) {
            int piece = (int) Math.min(left, limit - position);
            position += piece;
            left -= piece;
            length += piece;
        }
        return length;
    }

    /** The next line of the body without its end; empty when the body is over. */
    Optional<String> nextBodyLine() throws IOException {
        line.setLength(0);
        while (advance()) {
            char next = (char) buffer[position++];
            left--;
            if (next == '\n') {
                return Optional.of(line.toString());
            }
            line.append(next);
        }
        return line.isEmpty() ? Optional.empty() : Optional.of(line.toString());
    }

    /** Makes the next byte of the body the next one in the buffer; false at the body's end. */
    private boolean advance() throws IOException {
        if (left == 0 && !ended) {
            nextChunk();
        }
        if (ended) {
            return false;
        }
        fill();
        return true;
    }

    private void nextChunk() throws IOException {
        if (!chunked) {
            ended = true;
            return;
        }
        String size = readLine();
        if (size.isEmpty()) {
            // The line end that closes the chunk before.
            size = readLine();
        }
        left = Long.parseLong(size, 16);
        if (left == 0) {
            ended = true;
            readLine();
        }
    }

    private String readLine() throws IOException {
        StringBuilder text = new StringBuilder(64);
        while (true) {
            fill();
            byte next = buffer[position++];
            if (next == '\n') {
                return text.toString();
            }
            if (next != '\r') {
                text.append((char) next);
            }
        }
    }

    private void fill() throws IOException {
        if (position == limit) {
            position = 0;
            limit = in.read(buffer);
            if (limit < 0) {
                limit = 0;
                throw new EOFException("The server closed the connection within a reply");
            }
        }
    }

    /** The rest of the body as text, for the message of an error. */
    String bodyText() throws IOException {
        var text = new StringBuilder();
        for (Optional<String> next = nextBodyLine(); next.isPresent(); next = nextBodyLine()) {
            text.append(next.get()).append(' ');
        }
        return new String(
                text.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
}
