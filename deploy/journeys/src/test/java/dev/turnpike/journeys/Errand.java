package dev.turnpike.journeys;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * A call that somebody makes, whatever it takes.
 *
 * @param name unique; the product books it with the call
 * @param servers to be asked in this order, from the first on again if need be
 */
record Errand(String name, Tenant tenant, Manner manner, String body, List<String> servers) {

    Errand {
        servers = List.copyOf(servers);
    }

    /** How its caller goes about it. */
    enum Manner {
        /** Asks once and listens to the end. */
        ONCE,
        /** Asks once and leaves in the middle of the answer. */
        LEAVING,
        /** Names the call, asks until there is an answer, and then once more elsewhere. */
        NAMED
    }

    /** What a caller knows in the end. */
    sealed interface Result {

        /** There was a whole answer with its cost. */
        record Told(Receipt receipt) implements Result {}

        /** The product said that it did not do it. */
        record Refused(int status) implements Result {}

        /** Nobody was there to be asked. */
        record Unheard() implements Result {}

        /** There was no answer, or not all of it: it may be charged, and at most once. */
        record Unsure() implements Result {}

        /** A named call got two answers: never right. */
        record Contradicted(Receipt first, Receipt second) implements Result {}
    }

    private static final int MOST_ATTEMPTS = 30;
    private static final Duration PAUSE = Duration.ofMillis(500);

    /** Somewhere in the middle of the answers that are left. */
    private static final int BYTES_BEFORE_LEAVING = 1_500;

    private static final int OK = 200;
    private static final int CONFLICT = 409;
    private static final int SERVER_ERROR = 500;

    Result run() {
        return switch (manner) {
            case ONCE -> askAnyone();
            case LEAVING -> askAndLeave();
            case NAMED -> askUntilAnswered();
        };
    }

    /** As a load balancer does, which only goes on to where it finds somebody. */
    private Result askAnyone() {
        Result result = new Result.Unheard();
        for (int i = 0; i < servers.size() && result instanceof Result.Unheard; i++) {
            result = ask(servers.get(i));
        }
        return result;
    }

    private Result ask(String server) {
        try {
            return result(Wire.exchange(request(server), BodyHandlers.ofString()));
        } catch (UncheckedIOException fault) {
            return fault.getCause() instanceof ConnectException
                    ? new Result.Unheard()
                    : new Result.Unsure();
        }
    }

    private static Result result(HttpResponse<String> response) {
        Optional<Receipt> receipt = Receipt.of(response);
        if (receipt.isPresent()) {
            return new Result.Told(receipt.get());
        }
        boolean mayBeCharged =
                response.headers().firstValue("x-should-retry").filter("false"::equals).isPresent();
        return response.statusCode() == OK || mayBeCharged
                ? new Result.Unsure()
                : new Result.Refused(response.statusCode());
    }

    private Result askAndLeave() {
        try {
            HttpResponse<InputStream> response =
                    Wire.exchange(request(servers.getFirst()), BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                var _ = body.readNBytes(BYTES_BEFORE_LEAVING);
            }
        } catch (IOException | UncheckedIOException _) {
            // It was not the caller who left first.
        }
        return new Result.Unsure();
    }

    private Result askUntilAnswered() {
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            switch (ask(server(attempt))) {
                case Result.Told(var receipt) -> {
                    return confirmed(receipt, server(attempt + 1));
                }
                case Result.Refused(int status) when isFinal(status) -> {
                    return new Result.Refused(status);
                }
                case Result.Refused _, Result.Unheard _, Result.Unsure _, Result.Contradicted _ ->
                        LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
        return new Result.Unsure();
    }

    private Result confirmed(Receipt receipt, String server) {
        return ask(server) instanceof Result.Told(var again) && !again.equals(receipt)
                ? new Result.Contradicted(receipt, again)
                : new Result.Told(receipt);
    }

    /** It would be refused again. */
    private static boolean isFinal(int status) {
        return status < SERVER_ERROR && status != CONFLICT;
    }

    private String server(int attempt) {
        return servers.get(attempt % servers.size());
    }

    private HttpRequest request(String server) {
        var request =
                HttpRequest.newBuilder(
                                Wire.requestTo(server, tenant.secret(), body), (_, _) -> true)
                        .header("X-Title", name);
        return (manner == Manner.NAMED ? request.header("Idempotency-Key", name) : request).build();
    }
}
