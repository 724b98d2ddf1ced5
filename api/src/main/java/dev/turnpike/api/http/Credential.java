package dev.turnpike.api.http;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/** Where a caller's key stands in a request. */
public final class Credential {

    private static final String SCHEME = "Bearer ";

    private Credential() {}

    /** The key in {@code Authorization: Bearer} or else in {@code x-api-key}; null without one. */
    public static @Nullable String of(HttpServletRequest request) {
        return of(request.getHeader("Authorization"), request.getHeader("x-api-key"));
    }

    /** The same, from the values of the two headers. */
    public static @Nullable String of(@Nullable String authorization, @Nullable String apiKey) {
        if (authorization == null) {
            return apiKey;
        }
        boolean bearer = authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
        return bearer ? authorization.substring(SCHEME.length()) : authorization;
    }
}
