package dev.turnpike.sandbox.models.script;

import java.util.OptionalInt;

/**
 * An error reply; each protocol wraps it in its own envelope.
 *
 * @param param the request field at fault; empty for none
 * @param code a machine-readable reason; empty for none
 * @param retryAfterSeconds sent as the Retry-After header when present
 */
public record Failure(
        int status, String message, String param, String code, OptionalInt retryAfterSeconds)
        implements Outcome {

    public static Failure of(int status, String message) {
        return new Failure(status, message, "", "", OptionalInt.empty());
    }

    public static Failure rateLimited(int retryAfterSeconds) {
        return new Failure(
                429,
                "Rate limit reached. This is a simulated limit: try again after the given time.",
                "",
                "rate_limit_exceeded",
                OptionalInt.of(retryAfterSeconds));
    }

    public static Failure moderated() {
        return new Failure(
                403,
                "Content violates usage guidelines (simulated).",
                "",
                "content_policy_violation",
                OptionalInt.empty());
    }

    public static Failure broken() {
        return of(500, "The server had an error while processing your request (simulated).");
    }

    public static Failure unavailable() {
        return of(503, "The engine is currently overloaded, please try again later (simulated).");
    }
}
