package dev.turnpike.bench.upstream;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Optional;

/** One connection to the upstream: what came in and is not whole yet, and what waits to go out. */
final class Client {

    /** The requests of the benchmark have 1.5 KB; more room means a mistake, not a need. */
    private static final int MAX_REQUEST_BYTES = 64 * 1024;

    private final SelectionKey key;
    private final SocketChannel channel;
    private final ArrayDeque<ByteBuffer> waiting = new ArrayDeque<>();
    private ByteBuffer received = ByteBuffer.allocate(4 * 1024);

    Client(SelectionKey key, SocketChannel channel) {
        this.key = key;
        this.channel = channel;
    }

    /** Takes in what has arrived; false when the other side has gone. */
    boolean receive() throws IOException {
        if (!received.hasRemaining()) {
            grow();
        }
        return channel.read(received) >= 0;
    }

    /** The next whole request, taken out of what was received. */
    Optional<String> nextBody() {
        Optional<RequestFrame> frame = RequestFrame.find(received.array(), received.position());
        frame.ifPresent(found -> received.flip().position(found.length()).compact());
        return frame.map(RequestFrame::body);
    }

    void send(ByteBuffer bytes) throws IOException {
        if (waiting.isEmpty()) {
            channel.write(bytes);
        }
        if (bytes.hasRemaining()) {
            waiting.add(bytes);
            key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
        }
    }

    void sendWaiting() throws IOException {
        for (ByteBuffer next = waiting.peek(); next != null; next = waiting.peek()) {
            channel.write(next);
            if (next.hasRemaining()) {
                return;
            }
            waiting.remove();
        }
        key.interestOps(SelectionKey.OP_READ);
    }

    boolean isOpen() {
        return channel.isOpen();
    }

    void close() {
        try {
            channel.close();
        } catch (IOException gone) {
            // It is closed all the same, and nobody is left to tell.
        }
    }

    private void grow() throws IOException {
        if (received.capacity() >= MAX_REQUEST_BYTES) {
            throw new IOException("A request of more than " + MAX_REQUEST_BYTES + " bytes");
        }
        received = ByteBuffer.allocate(received.capacity() * 2).put(received.flip());
    }
}
