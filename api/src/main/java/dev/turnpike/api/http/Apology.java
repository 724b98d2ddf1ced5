package dev.turnpike.api.http;

import dev.turnpike.billing.StoreUnavailable;
import dev.turnpike.billing.spending.CallTakenOver;
import java.time.Duration;

/** What a caller is told of a fault of ours: no detail, but whether it is worth trying again. */
public final class Apology {

    /** A database that was restarted is back by then. */
    private static final Duration RETRY = Duration.ofSeconds(2);

    private Apology() {}

    public static ApiError of(RuntimeException fault) {
        return switch (fault) {
            case StoreUnavailable store when store.isPassing() ->
                    ApiError.of(
                                    ErrorType.SERVICE_UNAVAILABLE,
                                    "We cannot look at your account at this moment; try again shortly.")
                            .withRetryAfter(RETRY);
            case StoreUnavailable _ ->
                    ApiError.of(
                            ErrorType.SERVER,
                            "Something went wrong here, and would again: tell the operator the value of"
                                    + " the header X-Request-Id.");
            case CallTakenOver _ ->
                    ApiError.of(
                                    ErrorType.CONFLICT,
                                    "Another server has taken this call over, and nothing was charged here:"
                                            + " repeat the request to get its answer.")
                            .withRetryAfter(RETRY);
            default -> ApiError.of(ErrorType.SERVER, "Something went wrong here; try again.");
        };
    }
}
