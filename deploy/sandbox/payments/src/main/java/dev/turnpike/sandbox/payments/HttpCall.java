package dev.turnpike.sandbox.payments;

import java.util.Map;
import java.util.Optional;

/** A request as it came in, cut loose from the server that read it. */
record HttpCall(
        String method, String path, String query, Map<String, String> headers, String text) {

    HttpCall {
        headers = Map.copyOf(headers);
    }

    /** Header names in lower case. */
    Optional<String> findHeader(String name) {
        return Optional.ofNullable(headers.get(name));
    }
}
