package dev.turnpike.api.http;

import dev.turnpike.api.http.Checked.Passed;
import dev.turnpike.api.http.Checked.Refused;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Where a caller's key stands in a request: in {@code Authorization: Bearer}, or else in {@code
 * x-api-key}. An {@code Authorization} of another scheme is somebody else's, such as a proxy's.
 */
public final class Credential {

    private static final String SCHEME = "Bearer ";

    private Credential() {}

    /** The key; empty without one. */
    public static Checked<Optional<String>> read(HttpServletRequest request) {
        return switch (header(request, "Authorization")) {
            case Refused<Optional<String>> refused -> refused;
            case Passed<Optional<String>>(var authorization) ->
                    switch (header(request, "x-api-key")) {
                        case Refused<Optional<String>> refused -> refused;
                        case Passed<Optional<String>>(var apiKey) ->
                                Checked.passed(
                                        authorization.flatMap(Credential::bearer).or(() -> apiKey));
                    };
        };
    }

    /** Of two values nobody can tell which one counts, so each reader would choose its own. */
    private static Checked<Optional<String>> header(HttpServletRequest request, String name) {
        List<String> values = Collections.list(request.getHeaders(name));
        return values.size() > 1
                ? Checked.refused(
                        ApiError.of(
                                ErrorType.INVALID_REQUEST,
                                name + " must be given once: a request has one key."))
                : Checked.passed(values.stream().findFirst());
    }

    private static Optional<String> bearer(String authorization) {
        return authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? Optional.of(authorization.substring(SCHEME.length()))
                : Optional.empty();
    }
}
