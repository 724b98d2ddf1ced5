package dev.turnpike.bench.upstream;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** A stream on its way, ordered by the moment of its next chunk. */
final class RunningStream implements Comparable<RunningStream> {

    private final Client client;
    private final long intervalNanos;
    private int chunksLeft;
    private long dueNanos;

    RunningStream(Client client, StreamScript script, long nowNanos) {
        this.client = client;
        this.intervalNanos = TimeUnit.MILLISECONDS.toNanos(script.intervalMillis());
        this.chunksLeft = script.chunks();
        this.dueNanos = nowNanos;
    }

    long dueNanos() {
        return dueNanos;
    }

    /** Sends the next chunk; false when that was the last one, or nobody listens any more. */
    boolean sendNext() throws IOException {
        if (!client.isOpen()) {
            return false;
        }
        client.send(Answers.chunk(System.nanoTime()));
        chunksLeft--;
        dueNanos += intervalNanos;
        if (chunksLeft > 0) {
            return true;
        }
        client.send(Answers.streamEnd());
        return false;
    }

    Client client() {
        return client;
    }

    @Override
    public int compareTo(RunningStream other) {
        return Long.signum(dueNanos - other.dueNanos);
    }
}
