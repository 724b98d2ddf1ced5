package dev.turnpike.api.http;

import dev.turnpike.api.http.Checked.Passed;
import dev.turnpike.api.http.Checked.Refused;
import dev.turnpike.billing.keys.Caller;
import dev.turnpike.billing.keys.KeyRecognition;
import dev.turnpike.billing.keys.KeyRejected;
import dev.turnpike.billing.limits.CallRate;
import dev.turnpike.billing.limits.CallRate.Admitted;
import dev.turnpike.billing.limits.CallRate.Limited;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who may come in: the key first, then how often its account calls. */
@Singleton
public class Gate {

    private final KeyRecognition keys;
    private final CallRate rate;
    private final InstantSource clock;

    @Inject
    Gate(KeyRecognition keys, CallRate rate, InstantSource clock) {
        this.keys = keys;
        this.rate = rate;
        this.clock = clock;
    }

    /** Whoever sent this request, if the account may make another call now. */
    public Checked<Caller> admit(HttpServletRequest request) {
        return switch (Credential.read(request)) {
            case Refused<Optional<String>>(var error) -> Checked.refused(error);
            case Passed<Optional<String>>(var key) -> admit(key.orElse(null));
        };
    }

    private Checked<Caller> admit(@Nullable String key) {
        return switch (recognise(key)) {
            case Refused<Caller> refused -> refused;
            case Passed<Caller>(var caller) ->
                    switch (rate.admit(caller.account())) {
                        case Admitted _ -> Checked.passed(caller);
                        case Limited limited -> Checked.refused(explain(limited));
                    };
        };
    }

    /**
     * Whoever sent this request, as we know them by now: their key may have been revoked or given a
     * limit since they were admitted.
     */
    public Checked<Caller> recognise(HttpServletRequest request) {
        return switch (Credential.read(request)) {
            case Refused<Optional<String>>(var error) -> Checked.refused(error);
            case Passed<Optional<String>>(var key) -> recognise(key.orElse(null));
        };
    }

    private Checked<Caller> recognise(@Nullable String key) {
        return switch (keys.recognise(key)) {
            case KeyRejected rejected -> Checked.refused(explain(rejected));
            case Caller caller -> Checked.passed(caller);
        };
    }

    private static ApiError explain(KeyRejected rejected) {
        return ApiError.of(
                ErrorType.AUTHENTICATION,
                switch (rejected.reason()) {
                    case MISSING ->
                            "No API key: send it as Authorization: Bearer <key>, or as x-api-key: <key>.";
                    case MALFORMED -> "This is not an API key of ours: check it for typing errors.";
                    case UNKNOWN -> "This API key does not exist.";
                    case REVOKED -> "This API key was revoked: create another one.";
                    case EXPIRED -> "This API key has expired: create another one.";
                });
    }

    private ApiError explain(Limited limited) {
        String limit = Long.toString(limited.limit());
        String reset = Long.toString(clock.instant().plus(limited.retryAfter()).toEpochMilli());
        return ApiError.of(
                        ErrorType.RATE_LIMIT_EXCEEDED,
                        "Too many calls: this account may start " + limit + " a minute.")
                .withRetryAfter(limited.retryAfter())
                .withHeader("X-RateLimit-Limit", limit)
                .withHeader("X-RateLimit-Remaining", "0")
                .withHeader("X-RateLimit-Reset", reset);
    }
}
