package dev.turnpike.api.stream;

import dev.turnpike.api.http.ApiError;
import dev.turnpike.billing.usage.GenerationId;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Where an answer leaves as bytes: an error, a whole body, or events. */
public interface Outlet {

    /**
     * Says no, if nothing was sent yet.
     *
     * @param id of the call, when it has one
     */
    void refuse(@Nullable GenerationId id, ApiError error) throws IOException;

    /** Sends a whole body. */
    void whole(GenerationId id, byte[] json) throws IOException;

    /**
     * Sends status and headers of a stream.
     *
     * @param whenGone is run, at most once and on any thread, when silence shows that nobody
     *     listens
     */
    Events begin(GenerationId id, Runnable whenGone) throws IOException;

    /**
     * The call is about to be charged, and this is all that is still to be sent: the body, or the
     * data of the last events.
     */
    void keep(GenerationId id, byte[]... last);

    /**
     * What a fault of ours is told as: also whether the call may be charged by now, unless it can
     * be repeated without harm.
     */
    ApiError told(ApiError fault);

    /** The call is about to be charged, and nothing more can be sent. */
    void cutOff(GenerationId id);
}
