package dev.turnpike.api.stream;

import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Server-sent events out. One thread sends; the pulse adds a comment when it has been silent for
 * long, which keeps proxies from closing the connection and tells us whether anybody listens.
 */
public final class EventStream implements Events, Pulse.Watched {

    /** Well below the 30 s after which the most impatient proxies close. */
    private static final Duration SILENCE = Duration.ofSeconds(10);

    private static final byte[] COMMENT = ascii(": TURNPIKE PROCESSING\n\n");
    private static final byte[] DATA = ascii("data: ");
    private static final byte[] NOTHING = {};
    private static final byte[] END = ascii("\n\n");

    private final OutputStream out;
    private final Pulse pulse;
    private final Runnable whenGone;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile long lastSentNanos = System.nanoTime();
    private volatile boolean gone;
    private boolean unflushed;

    private EventStream(OutputStream out, Pulse pulse, Runnable whenGone) {
        this.out = out;
        this.pulse = pulse;
        this.whenGone = whenGone;
    }

    /**
     * Sends status and headers; from now on the reply is a stream.
     *
     * @param whenGone is run, at most once and on any thread, when silence shows that nobody
     *     listens
     */
    public static EventStream begin(HttpServletResponse response, Pulse pulse, Runnable whenGone)
            throws IOException {
        response.setStatus(HttpServletResponse.SC_OK);
        response.setContentType("text/event-stream");
        response.setHeader("Cache-Control", "no-cache");
        // The switch of nginx, which otherwise collects events before it passes them on.
        response.setHeader("X-Accel-Buffering", "no");
        // Liberty keeps the first write until the second unless the headers have gone before it.
        response.flushBuffer();
        EventStream stream = new EventStream(response.getOutputStream(), pulse, whenGone);
        pulse.watch(stream);
        return stream;
    }

    /** One event with this data, as bytes. */
    public static byte[] frame(byte[]... pieces) {
        var event = new ByteArrayOutputStream();
        event.writeBytes(DATA);
        for (byte[] piece : pieces) {
            event.writeBytes(piece);
        }
        event.writeBytes(END);
        return event.toByteArray();
    }

    @Override
    public void send(byte[]... pieces) throws IOException {
        emit(DATA, pieces, END);
    }

    /** Sends events that are bytes already. */
    public void sendFramed(byte[] events) throws IOException {
        emit(NOTHING, new byte[][] {events}, NOTHING);
    }

    private void emit(byte[] before, byte[][] pieces, byte[] after) throws IOException {
        lock.lock();
        try {
            confirm();
            out.write(before);
            for (byte[] piece : pieces) {
                out.write(piece);
            }
            out.write(after);
            unflushed = true;
            lastSentNanos = System.nanoTime();
        } catch (IOException e) {
            gone = true;
            throw e;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void flush() {
        lock.lock();
        try {
            if (unflushed && !gone) {
                out.flush();
                unflushed = false;
            }
        } catch (IOException _) {
            gone = true;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void confirm() throws IOException {
        if (gone) {
            throw new IOException("The caller has left");
        }
    }

    @Override
    public void close() {
        pulse.leave(this);
    }

    @Override
    public void look(long nowNanos) {
        if (!gone && nowNanos - lastSentNanos > SILENCE.toNanos()) {
            lastSentNanos = nowNanos;
            var _ = Thread.ofVirtual().name("comment").start(this::comment);
        }
    }

    private void comment() {
        // Whoever holds it is sending something better.
        if (!lock.tryLock()) {
            return;
        }
        try {
            out.write(COMMENT);
            out.flush();
        } catch (IOException _) {
            gone = true;
        } finally {
            lock.unlock();
        }
        if (gone) {
            close();
            whenGone.run();
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
