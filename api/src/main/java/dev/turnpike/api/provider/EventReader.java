package dev.turnpike.api.provider;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Server-sent events in: byte by byte, so that it does not matter where the network cut them. Lines
 * end with LF, CR LF or CR.
 */
public final class EventReader {

    /** An image of some megapixels in base 64; one event must not take all our memory. */
    private static final int MAX_EVENT_BYTES = 16 * 1024 * 1024;

    private static final int FIRST_BUFFER = 8 * 1024;
    private static final byte[] DATA = ascii("data");
    private static final byte[] EVENT = ascii("event");

    private final InputStream in;
    private byte[] buffer = new byte[FIRST_BUFFER];
    private int next;
    private int end;
    private int lineStart;
    private int lineEnd;
    private boolean skipLineFeed;

    /** Where the first data line of the current event begins; negative before there is one. */
    private int dataStart = -1;

    public EventReader(InputStream in) {
        this.in = in;
    }

    /** The next event that has data, or null at the end. */
    public @Nullable Event next(Runnable beforeWaiting) throws IOException {
        String name = null;
        int dataLength = 0;
        ByteArrayOutputStream joined = null;
        dataStart = -1;
        while (readLine(beforeWaiting)) {
            if (lineStart == lineEnd) {
                if (dataStart >= 0) {
                    return event(name, dataLength, joined);
                }
                name = null;
            } else if (isField(EVENT)) {
                int value = valueStart(EVENT);
                name = new String(buffer, value, lineEnd - value, StandardCharsets.UTF_8);
            } else if (isField(DATA) && dataStart < 0) {
                dataStart = valueStart(DATA);
                dataLength = lineEnd - dataStart;
            } else if (isField(DATA)) {
                joined = join(joined, dataLength, valueStart(DATA));
            }
        }
        // Some providers forget the blank line after the last event.
        return dataStart < 0 ? null : event(name, dataLength, joined);
    }

    private Event event(@Nullable String name, int length, @Nullable ByteArrayOutputStream joined) {
        if (joined == null) {
            return new Event(name, buffer, dataStart, length);
        }
        byte[] all = joined.toByteArray();
        return new Event(name, all, 0, all.length);
    }

    /** Several data lines are one text with line feeds between them. */
    private ByteArrayOutputStream join(
            @Nullable ByteArrayOutputStream joined, int length, int value) {
        ByteArrayOutputStream all = joined;
        if (all == null) {
            all = new ByteArrayOutputStream();
            all.write(buffer, dataStart, length);
        }
        all.write('\n');
        all.write(buffer, value, lineEnd - value);
        return all;
    }

    /** Finds the next line; false at the end of the stream. */
    private boolean readLine(Runnable beforeWaiting) throws IOException {
        int scan = next;
        while (true) {
            for (; scan < end; scan++) {
                byte current = buffer[scan];
                if (skipLineFeed && scan == next && current == '\n') {
                    next++;
                } else if (current == '\n' || current == '\r') {
                    lineStart = next;
                    lineEnd = scan;
                    next = scan + 1;
                    skipLineFeed = current == '\r';
                    return true;
                }
                skipLineFeed = false;
            }
            int moved = fill(beforeWaiting);
            if (moved < 0) {
                lineStart = next;
                lineEnd = end;
                next = end;
                return lineStart < lineEnd;
            }
            scan -= moved;
        }
    }

    /** Reads more; returns by how much everything was moved to the front, or -1 at the end. */
    private int fill(Runnable beforeWaiting) throws IOException {
        int keep = dataStart >= 0 ? dataStart : next;
        if (end == buffer.length && keep == 0) {
            if (buffer.length >= MAX_EVENT_BYTES) {
                throw new IOException("An event is longer than " + MAX_EVENT_BYTES + " bytes");
            }
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
        } else if (keep > 0) {
            System.arraycopy(buffer, keep, buffer, 0, end - keep);
            next -= keep;
            end -= keep;
            dataStart = dataStart >= 0 ? 0 : -1;
        }
        beforeWaiting.run();
        int count = in.read(buffer, end, buffer.length - end);
        if (count < 0) {
            return -1;
        }
        end += count;
        return keep;
    }

    private boolean isField(byte[] field) {
        int after = lineStart + field.length;
        return after <= lineEnd
                && Arrays.equals(buffer, lineStart, after, field, 0, field.length)
                && (after == lineEnd || buffer[after] == ':');
    }

    private int valueStart(byte[] field) {
        int start = Math.min(lineStart + field.length + 1, lineEnd);
        return start < lineEnd && buffer[start] == ' ' ? start + 1 : start;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
