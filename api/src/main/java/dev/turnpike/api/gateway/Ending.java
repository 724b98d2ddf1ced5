package dev.turnpike.api.gateway;

import java.io.IOException;

/**
 * The last bytes of an answer, made ready with its cost in them but not sent: they leave when their
 * call is settled.
 */
public interface Ending {

    /**
     * Called just before the call is charged: from now on the caller can get this answer again, if
     * it asked for that and the charge comes about. If it throws, nothing is charged; if the store
     * is away, it is called again.
     */
    void keep();

    /** Called once, after the call was settled. */
    void send() throws IOException;
}
