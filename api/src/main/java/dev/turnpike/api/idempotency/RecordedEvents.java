package dev.turnpike.api.idempotency;

import dev.turnpike.api.stream.EventStream;
import dev.turnpike.api.stream.Events;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A stream that is recorded and goes on when its listener leaves, because the same caller will come
 * back for it. Only if it has become too long to be recorded it ends with its listener.
 */
final class RecordedEvents implements Events {

    private final Recording recording;
    private @Nullable EventStream listener;

    /**
     * @param listener null when it has left already
     */
    RecordedEvents(Recording recording, @Nullable EventStream listener) {
        this.recording = recording;
        this.listener = listener;
    }

    @Override
    public void send(byte[]... pieces) throws IOException {
        byte[] event = EventStream.frame(pieces);
        recording.add(event);
        EventStream open = listener;
        if (open != null) {
            try {
                open.sendFramed(event);
            } catch (IOException _) {
                close();
                listener = null;
            }
        }
        confirm();
    }

    @Override
    public void flush() {
        if (listener != null) {
            listener.flush();
        }
    }

    @Override
    public void confirm() throws IOException {
        if (listener == null && recording.isCut()) {
            throw new IOException("The caller has left, and this answer cannot be kept for it");
        }
    }

    @Override
    public void close() {
        if (listener != null) {
            listener.close();
        }
    }
}
