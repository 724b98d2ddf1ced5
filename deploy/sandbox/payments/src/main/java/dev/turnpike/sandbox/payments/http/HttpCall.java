package dev.turnpike.sandbox.payments.http;

import java.util.Map;
import java.util.Optional;

/** A request as it came in, cut loose from the server that read it. */
public record HttpCall(
        String method, String path, String query, Map<String, String> headers, String text) {

    public HttpCall {
        headers = Map.copyOf(headers);
    }

    /** Header names in lower case. */
    public Optional<String> findHeader(String name) {
        return Optional.ofNullable(headers.get(name));
    }
}
