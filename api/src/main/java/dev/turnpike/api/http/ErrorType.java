package dev.turnpike.api.http;

import java.util.Locale;

/** Our stable names for what can go wrong, each with the HTTP status that it is told with. */
public enum ErrorType {
    INVALID_REQUEST(400),
    CONTEXT_LENGTH_EXCEEDED(400),
    CONTENT_POLICY_VIOLATION(400),
    AUTHENTICATION(401),
    PAYMENT_REQUIRED(402),
    PERMISSION_DENIED(403),
    NOT_FOUND(404),
    METHOD_NOT_ALLOWED(405),
    CONFLICT(409),
    PAYLOAD_TOO_LARGE(413),
    UNPROCESSABLE(422),
    RATE_LIMIT_EXCEEDED(429),
    SERVER(500),
    PROVIDER_UNAVAILABLE(502),
    PROVIDER_OVERLOADED(503),
    SERVICE_UNAVAILABLE(503),
    TIMEOUT(504);

    private final int status;

    ErrorType(int status) {
        this.status = status;
    }

    public int status() {
        return status;
    }

    /**
     * Its own name, under which the page about errors explains it: {@code api/src/main/docs} holds
     * what that page says.
     */
    String anchor() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The name in {@code error.metadata.error_type}. */
    public String code() {
        // The vocabulary that clients know has no names of their own for these three.
        ErrorType known =
                switch (this) {
                    case METHOD_NOT_ALLOWED, CONFLICT -> INVALID_REQUEST;
                    case SERVICE_UNAVAILABLE -> SERVER;
                    default -> this;
                };
        return known.anchor();
    }
}
