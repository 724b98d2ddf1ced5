package dev.turnpike.bench.load;

import dev.turnpike.bench.upstream.StreamScript;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** Many streams at once, each with a virtual thread and a connection of its own. */
public final class StreamLoad {

    private static final String SENT = "\"content\":\"t=";

    private final Target target;
    private final String prompt;
    private final int chunksOfEach;
    private final Histogram firstChunks =
            new ConcurrentHistogram(PlainLoad.LONGEST_NANOS, PlainLoad.DIGITS);
    private final Histogram delays =
            new ConcurrentHistogram(PlainLoad.LONGEST_NANOS, PlainLoad.DIGITS);
    private final Failures failures = new Failures();
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger mostOpen = new AtomicInteger();
    private final AtomicLong finished = new AtomicLong();

    private StreamLoad(Target target, StreamScript script) {
        this.target = target;
        this.prompt = script.prompt();
        this.chunksOfEach = script.chunks();
    }

    /**
     * How many streams, and how they begin.
     *
     * @param startsPerSecond so that the opening does not become the load that is measured
     */
    public record Crowd(int streams, int startsPerSecond, StreamScript script) {}

    /** Opens all streams and waits for their ends. */
    public static StreamTally run(Target target, Crowd crowd) {
        return new StreamLoad(target, crowd.script()).run(crowd);
    }

    private StreamTally run(Crowd crowd) {
        long start = System.nanoTime();
        long step = 1_000_000_000L / crowd.startsPerSecond();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < crowd.streams(); i++) {
            int number = i;
            threads.add(Thread.ofVirtual().start(() -> play(number, start + number * step)));
        }
        threads.forEach(PlainLoad::join);
        return new StreamTally(
                finished.get(),
                failures.count(),
                failures.first(),
                mostOpen.get(),
                delays.getTotalCount(),
                firstChunks,
                delays);
    }

    private void play(int number, long startNanos) {
        byte[] request = target.streamRequest(number, prompt);
        PlainLoad.waitUntil(startNanos);
        try (var connection = new Connection(target.port())) {
            long sent = System.nanoTime();
            ReplyReader reply = connection.call(request);
            mostOpen.accumulateAndGet(open.incrementAndGet(), Math::max);
            try {
                listen(reply, sent);
            } finally {
                open.decrementAndGet();
            }
            finished.incrementAndGet();
        } catch (IOException failure) {
            failures.add(failure);
        }
    }

    private void listen(ReplyReader reply, long sentNanos) throws IOException {
        int chunks = 0;
        boolean done = false;
        for (Optional<String> line = reply.nextBodyLine();
                line.isPresent();
                line = reply.nextBodyLine()) {
            long now = System.nanoTime();
            Optional<Long> chunkSent = sentNanos(line.get());
            if (chunkSent.isPresent()) {
                delays.recordValue(Math.clamp(now - chunkSent.get(), 0, PlainLoad.LONGEST_NANOS));
                if (chunks == 0) {
                    firstChunks.recordValue(now - sentNanos);
                }
                chunks++;
            }
            done |= line.get().equals("data: [DONE]");
        }
        if (chunks != chunksOfEach || !done) {
            throw new EOFException(
                    "A stream ended after %d of %d chunks, %s its end mark"
                            .formatted(chunks, chunksOfEach, done ? "with" : "without"));
        }
    }

    /** When the model sent this chunk, which it tells in the text; empty for every other line. */
    static Optional<Long> sentNanos(String line) {
        int start = line.indexOf(SENT);
        if (start < 0) {
            return Optional.empty();
        }
        int digits = start + SENT.length();
        return Optional.of(Long.parseLong(line.substring(digits, line.indexOf(';', digits))));
    }
}
