package dev.turnpike.bench.upstream;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;

/**
 * Answers every request as a model provider would, from one thread and from prepared bytes: plain,
 * or streamed when the prompt holds a {@link StreamScript}.
 */
public final class CheapUpstream implements AutoCloseable {

    /** A load of 2,000 streams connects within seconds. */
    private static final int BACKLOG = 4_096;

    private static final long IDLE_WAIT_MILLIS = 1_000;

    private final Selector selector;
    private final ServerSocketChannel server;
    private final PriorityQueue<RunningStream> streams = new PriorityQueue<>();
    private volatile boolean closed;

    private CheapUpstream(Selector selector, ServerSocketChannel server) {
        this.selector = selector;
        this.server = server;
    }

    /** Prints its port, serves until its standard input ends, which is when its parent is gone. */
    public static void main(String[] arguments) throws IOException {
        try (CheapUpstream upstream = start()) {
            System.out.println(upstream.port());
            while (System.in.read() >= 0) {
                // Nobody writes to it; only its end counts.
            }
        }
    }

    /** Listens on a free port of the loopback interface and serves from a thread of its own. */
    public static CheapUpstream start() throws IOException {
        var server = ServerSocketChannel.open();
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
        server.configureBlocking(false);
        var selector = Selector.open();
        server.register(selector, SelectionKey.OP_ACCEPT);
        var upstream = new CheapUpstream(selector, server);
        Thread.ofPlatform().daemon().name("upstream").start(upstream::serve);
        return upstream;
    }

    public int port() throws IOException {
        return ((InetSocketAddress) server.getLocalAddress()).getPort();
    }

    @Override
    public void close() throws IOException {
        closed = true;
        selector.wakeup();
        server.close();
    }

    private void serve() {
        try (selector) {
            while (!closed) {
                selector.select(this::handle, millisToNextChunk());
                sendDueChunks();
            }
            selector.keys().forEach(CheapUpstream::closeClient);
        } catch (IOException fault) {
            throw new IllegalStateException("The upstream cannot wait for its sockets", fault);
        }
    }

    private void handle(SelectionKey key) {
        try {
            if (key.isAcceptable()) {
                accept();
                return;
            }
            Client client = (Client) key.attachment();
            if (key.isWritable()) {
                client.sendWaiting();
            }
            if (key.isReadable()) {
                read(client);
            }
        } catch (IOException gone) {
            closeClient(key);
        }
    }

    private void accept() throws IOException {
        for (SocketChannel channel = server.accept(); channel != null; channel = server.accept()) {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
            key.attach(new Client(key, channel));
        }
    }

    private void read(Client client) throws IOException {
        if (!client.receive()) {
            client.close();
            return;
        }
        for (Optional<String> body = client.nextBody();
                body.isPresent();
                body = client.nextBody()) {
            answer(client, body.get());
        }
    }

    private void answer(Client client, String body) throws IOException {
        Optional<StreamScript> script = StreamScript.find(body);
        if (script.isEmpty()) {
            client.send(Answers.plainReply());
            return;
        }
        client.send(Answers.streamHead());
        proceed(new RunningStream(client, script.get(), System.nanoTime()));
    }

    private void sendDueChunks() {
        long now = System.nanoTime();
        for (RunningStream next = streams.peek();
                next != null && next.dueNanos() <= now;
                next = streams.peek()) {
            streams.remove();
            proceed(next);
        }
    }

    private void proceed(RunningStream stream) {
        try {
            if (stream.sendNext()) {
                streams.add(stream);
            }
        } catch (IOException gone) {
            stream.client().close();
        }
    }

    /**
     * 0 would mean for ever to the selector, so a due chunk is waited for one millisecond at most.
     */
    private long millisToNextChunk() {
        RunningStream next = streams.peek();
        if (next == null) {
            return IDLE_WAIT_MILLIS;
        }
        long nanos = next.dueNanos() - System.nanoTime();
        return Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos));
    }

    private static void closeClient(SelectionKey key) {
        if (key.attachment() instanceof Client client) {
            client.close();
        }
    }
}
