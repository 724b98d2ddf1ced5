package dev.turnpike.api.chat;

import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The headers of a caller that reach a provider; all others stay here. */
final class PassedOn {

    static final String ANTHROPIC_BETA = "x-anthropic-beta";

    private static final List<String> NAMES = List.of(ANTHROPIC_BETA);

    private PassedOn() {}

    /** Those that this request has, by their names as they stand here. */
    static Map<String, String> headers(HttpServletRequest request) {
        Map<String, String> headers = new HashMap<>();
        for (String name : NAMES) {
            String value = request.getHeader(name);
            if (value != null) {
                headers.put(name, value);
            }
        }
        return headers;
    }
}
