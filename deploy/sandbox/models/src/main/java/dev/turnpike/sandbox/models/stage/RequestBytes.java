package dev.turnpike.sandbox.models.stage;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Reads a request body up to the size both providers accept. */
final class RequestBytes {

    /** 32 MiB, the documented limit of the Messages API. */
    static final int MAX_BYTES = 32 * 1024 * 1024;

    /** A body beyond the limit is read on this far, so that its sender gets to see the refusal. */
    private static final long MAX_DISCARDED_BYTES = 32L * 1024 * 1024;

    private static final int DISCARD_STEP_BYTES = 64 * 1024;

    private RequestBytes() {}

    /** The body; empty when it is too large. */
    static Optional<byte[]> findBody(InputStream in) throws IOException {
        byte[] body = in.readNBytes(MAX_BYTES + 1);
        if (body.length <= MAX_BYTES) {
            return Optional.of(body);
        }
        discard(in);
        return Optional.empty();
    }

    private static void discard(InputStream in) throws IOException {
        byte[] buffer = new byte[DISCARD_STEP_BYTES];
        long discarded = 0;
        int read = in.read(buffer);
        while (read >= 0 && discarded < MAX_DISCARDED_BYTES) {
            discarded += read;
            read = in.read(buffer);
        }
    }
}
