package dev.turnpike.api.gateway;

import dev.turnpike.api.http.ApiError;
import dev.turnpike.api.provider.Chunk.Delta;
import dev.turnpike.api.provider.Completion;
import dev.turnpike.billing.usage.GenerationId;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The way back to the caller, in the words of the address that was called. An {@link IOException}
 * means that the caller is gone.
 */
public interface Reply {

    /**
     * Says no, with a status: nothing was sent before.
     *
     * @param id of the call, when credit had been set aside for it
     */
    void refuse(@Nullable GenerationId id, ApiError error) throws IOException;

    /** A whole answer. */
    Ending whole(Serving serving, Completion completion, Receipt receipt);

    /**
     * Begins a stream; from here on there is no status to change.
     *
     * @param whenGone is run when the caller is found to be gone while nothing is sent
     */
    void begin(Serving serving, Runnable whenGone) throws IOException;

    /** Fails when the caller is known to be gone. */
    void confirm() throws IOException;

    /** Passes on a piece of the answer; it may wait in a buffer until {@link #flush}. */
    void pass(Delta delta) throws IOException;

    /** Sends what waits in buffers. Never fails: the next {@link #pass} will. */
    void flush();

    /** The end of a stream that went well. */
    Ending finish(String finishReason, @Nullable String nativeFinishReason, Receipt receipt);

    /**
     * The end of a stream that broke.
     *
     * @param receipt for what had been delivered; null when nothing is charged
     */
    Ending breakOff(ApiError error, @Nullable Receipt receipt);

    /** The end of a stream of which nothing more can be sent. */
    Ending cutOff(GenerationId id);
}
