package dev.turnpike.api.provider;

import dev.turnpike.api.http.ErrorType;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Why a provider did not answer.
 *
 * @param status the HTTP status that it sent; 0 when there was none
 * @param message for the caller: never holds a key of ours
 * @param retryAfter the provider's wish; null when it named none
 */
public record Failure(ErrorType type, int status, String message, @Nullable Duration retryAfter)
        implements Upstream.Answer, Upstream.Opening {

    public static Failure of(ErrorType type, String message) {
        return new Failure(type, 0, message, null);
    }

    /** Whether another offer may fare better; a request that is wrong is wrong everywhere. */
    public boolean isWorthAnotherTry() {
        return type != ErrorType.INVALID_REQUEST;
    }

    /** Whether it says something about the provider and not about the request. */
    public boolean isProvidersFault() {
        return switch (type) {
            case RATE_LIMIT_EXCEEDED, PROVIDER_UNAVAILABLE, PROVIDER_OVERLOADED, TIMEOUT -> true;
            case INVALID_REQUEST,
                    CONTEXT_LENGTH_EXCEEDED,
                    CONTENT_POLICY_VIOLATION,
                    AUTHENTICATION,
                    PAYMENT_REQUIRED,
                    PERMISSION_DENIED,
                    NOT_FOUND,
                    METHOD_NOT_ALLOWED,
                    CONFLICT,
                    PAYLOAD_TOO_LARGE,
                    UNPROCESSABLE,
                    SERVER,
                    SERVICE_UNAVAILABLE ->
                    false;
        };
    }
}
