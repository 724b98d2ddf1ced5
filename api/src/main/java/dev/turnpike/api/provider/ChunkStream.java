package dev.turnpike.api.provider;

import dev.turnpike.api.http.ErrorType;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * An answer that comes in pieces: a connection, its events, and the parser that understands them.
 * One thread reads it; any thread may abort it.
 */
public final class ChunkStream {

    /** After its last event a provider has this long to end the reply, or loses the connection. */
    private static final Duration LAST_BREATH = Duration.ofMillis(500);

    private final UpstreamCall call;
    private final EventReader events;
    private final EventParser parser;
    private final Duration betweenTokens;
    private final Deque<Chunk> chunks = new ArrayDeque<>();
    private boolean began;
    private boolean ended;

    ChunkStream(UpstreamCall call, EventParser parser, Duration betweenTokens) throws IOException {
        this.call = call;
        this.events = new EventReader(call.body());
        this.parser = parser;
        this.betweenTokens = betweenTokens;
    }

    /**
     * The next piece, after waiting for it if need be. After {@link Chunk.Broken} or {@link
     * Chunk.End} there is none.
     *
     * @param beforeWaiting is run before each wait, so that what was passed on can be flushed
     */
    public Chunk next(Runnable beforeWaiting) {
        while (chunks.isEmpty()) {
            read(beforeWaiting);
        }
        Chunk chunk = chunks.remove();
        began |= chunk instanceof Chunk.Delta;
        if (began) {
            call.allow(betweenTokens);
        }
        return chunk;
    }

    private void read(Runnable beforeWaiting) {
        try {
            Event event = events.next(beforeWaiting);
            if (event != null) {
                parser.read(event, chunks);
                return;
            }
            ended = true;
            chunks.add(parser.isComplete() ? new Chunk.End() : broken(call.explainEarlyEnd()));
        } catch (IOException e) {
            chunks.add(broken(call.explain(e)));
        } catch (JacksonException _) {
            chunks.add(
                    broken(
                            Failure.of(
                                    ErrorType.PROVIDER_UNAVAILABLE,
                                    call.provider() + " sent an answer that we cannot read.")));
        }
    }

    private static Chunk broken(Failure failure) {
        return new Chunk.Broken(failure);
    }

    /** The provider's own id of the answer, as far as it is known by now. */
    public @Nullable String upstreamId() {
        return parser.upstreamId();
    }

    /** Ends a stream that was read to its end; its connection can be used again. */
    public void close() {
        if (!ended) {
            call.allow(LAST_BREATH);
            try {
                ended = events.next(() -> {}) == null;
            } catch (IOException _) {
                // The answer is whole; the connection goes the way of all that are aborted.
            }
        }
        if (ended) {
            call.leave();
        } else {
            call.abort();
        }
    }

    /** Cuts the connection at once, so that the provider stops. */
    public void abort() {
        call.abort();
    }
}
