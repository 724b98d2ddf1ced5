package dev.turnpike.api.gateway;

import dev.turnpike.api.http.ApiError;
import dev.turnpike.api.http.Availability;
import dev.turnpike.api.http.Availability.Code;
import dev.turnpike.api.http.ErrorType;
import dev.turnpike.api.provider.Failure;
import dev.turnpike.api.routing.Candidate;
import dev.turnpike.api.routing.EndpointHealth;
import dev.turnpike.billing.usage.Attempt;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tries of one call, in their order. */
final class Attempts {

    /** Told to the caller when no provider says how long to wait. */
    private static final Duration DEFAULT_WAIT = Duration.ofSeconds(5);

    private static final int DELIVERED = 200;

    private final EndpointHealth health;
    private final List<Attempt> tried = new ArrayList<>();
    private final List<Duration> waits = new ArrayList<>();
    private @Nullable Failure last;
    private @Nullable Candidate lastCandidate;
    private long startNanos;

    Attempts(EndpointHealth health) {
        this.health = health;
    }

    void start() {
        startNanos = System.nanoTime();
    }

    void failed(Candidate candidate, Failure failure) {
        add(candidate, failure.status(), failure.type().code());
        last = failure;
        lastCandidate = candidate;
        Duration wait = failure.retryAfter();
        if (wait != null) {
            waits.add(wait);
        }
        if (failure.isProvidersFault()) {
            health.failed(candidate.offer().id(), wait);
        }
    }

    void delivered(Candidate candidate) {
        add(candidate, DELIVERED, null);
        health.succeeded(candidate.offer().id());
    }

    private void add(Candidate candidate, int status, @Nullable String error) {
        long millis = (System.nanoTime() - startNanos) / 1_000_000;
        String provider = candidate.offer().provider().slug();
        tried.add(new Attempt(candidate.model().id(), provider, status, millis, error));
    }

    List<Attempt> list() {
        return List.copyOf(tried);
    }

    /** Our name for the last failure. */
    String lastError() {
        return last == null ? ErrorType.SERVER.code() : last.type().code();
    }

    /** The last failure, as the caller is told it. */
    ApiError explain() {
        if (last == null || lastCandidate == null) {
            return ApiError.of(ErrorType.SERVER, "No provider was asked.");
        }
        return explain(lastCandidate, last);
    }

    ApiError explain(Candidate candidate, Failure failure) {
        ApiError error =
                ApiError.of(failure.type(), failure.message())
                        .withMetadata("provider_name", candidate.offer().provider().name());
        if (failure.status() > 0) {
            error = error.withMetadata("provider_code", Integer.toString(failure.status()));
        }
        return switch (failure.type()) {
            case RATE_LIMIT_EXCEEDED -> busy(error, Code.CAPACITY_EXHAUSTED);
            case PROVIDER_OVERLOADED -> busy(error, Code.TEMPORARILY_UNAVAILABLE);
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
                    SERVICE_UNAVAILABLE,
                    PROVIDER_UNAVAILABLE,
                    TIMEOUT ->
                    error;
        };
    }

    private ApiError busy(ApiError error, Code code) {
        Duration wait = waits.isEmpty() ? DEFAULT_WAIT : Collections.min(waits);
        List<String> models = tried.stream().map(Attempt::model).distinct().toList();
        return error.withRetryAfter(wait).with(new Availability(code, models, List.of(), wait));
    }
}
