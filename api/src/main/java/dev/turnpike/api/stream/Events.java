package dev.turnpike.api.stream;

import java.io.IOException;

/** Server-sent events on their way to whoever listens. */
public interface Events extends AutoCloseable {

    /** Sends one event whose data is these pieces, one after the other. */
    void send(byte[]... pieces) throws IOException;

    /** Sends what waits in buffers; if that fails, the next {@link #send} does as well. */
    void flush();

    /** Fails when the listener is known to be gone. */
    void confirm() throws IOException;

    /** No more comments. */
    @Override
    void close();
}
