package dev.turnpike.sandbox.payments.webhooks;

import java.net.URI;

/**
 * Where events are sent, what they are signed with, and the version of the API they are written in.
 */
record Destination(URI address, String secret, String apiVersion) {

    /** Without the secret, so that it cannot slip into a log. */
    @Override
    public String toString() {
        return "Destination[" + address + "]";
    }
}
