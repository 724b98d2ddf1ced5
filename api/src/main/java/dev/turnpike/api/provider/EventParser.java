package dev.turnpike.api.provider;

import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Turns the events of one protocol into chunks; one parser serves one stream. */
public interface EventParser {

    /**
     * Appends what this event means.
     *
     * @throws tools.jackson.core.JacksonException when it is not what the protocol allows
     */
    void read(Event event, Deque<Chunk> chunks);

    /** Whether the answer is whole if the provider sends nothing more. */
    boolean isComplete();

    @Nullable String upstreamId();
}
