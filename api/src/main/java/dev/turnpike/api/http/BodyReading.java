package dev.turnpike.api.http;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;

/**
 * A body on its way in. It takes memory as it comes: what its header says of its length is checked,
 * and believed only as far as it saves copies.
 */
final class BodyReading {

    private static final Logger LOG = System.getLogger(BodyReading.class.getName());

    /** Most bodies are shorter. */
    private static final int FIRST_BYTES = 16 * 1024;

    /** Calls end all the time, so there may be room again at once. */
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final InputStream in;
    private final long declared;
    private final BodyMemory.Part part;
    private final Duration patience;
    private final long start = System.nanoTime();
    private byte[] bytes = {};
    private int size;

    private BodyReading(InputStream in, long declared, BodyMemory.Part part, Duration patience) {
        this.in = in;
        this.declared = declared;
        this.part = part;
        this.patience = patience;
    }

    /** All of it, if there is room for what it becomes and it comes within this time. */
    static Checked<byte[]> read(
            HttpServletRequest request, BodyMemory.Part part, Duration patience) {
        long declared = request.getContentLengthLong();
        if (declared > RequestBody.MAX_BYTES) {
            return cut(tooLarge());
        }
        try {
            return new BodyReading(request.getInputStream(), declared, part, patience).read();
        } catch (SocketTimeoutException e) {
            LOG.log(Level.DEBUG, "A caller paused for too long within a body.", e);
            return cut(
                    invalid(
                            "The body stopped coming, so the server waits no longer; send all of it."));
        } catch (IOException e) {
            // Whoever is still there should hear of it; to whoever has left nothing can be sent.
            LOG.log(Level.DEBUG, "A body could not be read to its end.", e);
            return endedEarly();
        }
    }

    private Checked<byte[]> read() throws IOException {
        while (System.nanoTime() - start <= patience.toNanos()) {
            // Of a full array only one more byte tells whether the body has come to its end.
            boolean full = size == bytes.length;
            int more = full ? in.read() : in.read(bytes, size, bytes.length - size);
            if (more < 0) {
                return size < declared ? endedEarly() : weighed();
            }
            if (!full) {
                size += more;
            } else if (size == RequestBody.MAX_BYTES) {
                return cut(tooLarge());
            } else if (grow()) {
                bytes[size++] = (byte) more;
            } else {
                return cut(noRoom());
            }
        }
        return cut(
                invalid(
                        "The body took longer than %d seconds, so the server waits no longer; send it faster."
                                .formatted(patience.toSeconds())));
    }

    /** Twice as large, or as large as was said; the room for it is taken before it is made. */
    private boolean grow() {
        long wanted = Math.max(FIRST_BYTES, 2L * size);
        long useful = declared > size ? Math.min(wanted, declared) : wanted;
        int length = (int) Math.min(useful, RequestBody.MAX_BYTES);
        if (!part.resize(BodyWeight.of(length, 0))) {
            return false;
        }
        bytes = Arrays.copyOf(bytes, length);
        return true;
    }

    private Checked<byte[]> weighed() {
        byte[] whole = size == bytes.length ? bytes : Arrays.copyOf(bytes, size);
        int signs = BodyWeight.signs(whole);
        if (signs > BodyWeight.MAX_SIGNS) {
            return Checked.refused(tooManyValues());
        }
        return part.resize(BodyWeight.of(size, signs))
                ? Checked.passed(whole)
                : Checked.refused(noRoom());
    }

    private static Checked<byte[]> endedEarly() {
        return cut(invalid("The body ended too early; send all of it."));
    }

    /** The rest of it is not read, so where the next request would begin is not known. */
    private static Checked<byte[]> cut(ApiError error) {
        return Checked.refused(error.withHeader("Connection", "close"));
    }

    private static ApiError invalid(String message) {
        return ApiError.of(ErrorType.INVALID_REQUEST, message);
    }

    private static ApiError tooLarge() {
        return ApiError.of(
                ErrorType.PAYLOAD_TOO_LARGE,
                "The body is larger than " + RequestBody.MAX_BYTES + " bytes; send less.");
    }

    private static ApiError tooManyValues() {
        return ApiError.of(
                ErrorType.PAYLOAD_TOO_LARGE,
                "The body holds too many values: it may have %d commas, colons and opening brackets outside of strings; send less."
                        .formatted(BodyWeight.MAX_SIGNS));
    }

    private static ApiError noRoom() {
        return ApiError.of(
                        ErrorType.SERVICE_UNAVAILABLE,
                        "There is no room for this body beside those of the calls that are running; try again shortly.")
                .withRetryAfter(RETRY);
    }
}
