package dev.turnpike.api.idempotency;

import dev.turnpike.api.http.ApiError;
import dev.turnpike.api.http.ErrorType;
import dev.turnpike.api.http.Json;
import dev.turnpike.api.idempotency.Recording.Start;
import dev.turnpike.api.stream.EventStream;
import dev.turnpike.api.stream.HttpOutlet;
import dev.turnpike.billing.usage.GenerationId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Gives a repeated request what the first one gets, or got. */
final class Playback {

    /** As long as a whole reply may take by default. */
    static final Duration PATIENCE = Duration.ofMinutes(5);

    /** A call that is still running is not worth another look sooner. */
    private static final Duration NEXT_LOOK = Duration.ofSeconds(5);

    private static final byte[] DONE = "[DONE]".getBytes(StandardCharsets.US_ASCII);

    private final Recording recording;
    private final HttpOutlet reply;

    Playback(Recording recording, HttpOutlet reply) {
        this.recording = recording;
        this.reply = reply;
    }

    void run(boolean streamed) throws IOException {
        switch (recording.awaitStart(PATIENCE)) {
            case null -> reply.refuse(null, stillRunning());
            case Start.Refused(var id, var error) -> reply.refuse(id, error);
            case Start.Begun(var id) -> {
                if (streamed) {
                    follow(id);
                } else {
                    whole(id);
                }
            }
        }
    }

    private void whole(GenerationId id) throws IOException {
        byte @Nullable [] body = recording.awaitAll(PATIENCE);
        if (body == null) {
            reply.refuse(id, notKept(id));
        } else {
            reply.markReplayed();
            reply.whole(id, body);
        }
    }

    private void follow(GenerationId id) throws IOException {
        reply.markReplayed();
        try (EventStream events = reply.begin(id, () -> {})) {
            int sent = 0;
            byte[] more = recording.awaitBytes(sent, PATIENCE);
            while (more.length > 0) {
                events.sendFramed(more);
                events.flush();
                sent += more.length;
                more = recording.awaitBytes(sent, PATIENCE);
            }
            if (recording.isCut()) {
                ObjectNode chunk = Json.object();
                chunk.set("error", notKept(id).toJson());
                events.send(Json.bytes(chunk));
                events.send(DONE);
                events.flush();
            }
        }
    }

    static ApiError stillRunning() {
        return ApiError.of(
                        ErrorType.CONFLICT,
                        "The first call with this Idempotency-Key is still running:"
                                + " repeat the request later to get its answer.")
                .withRetryAfter(NEXT_LOOK);
    }

    static ApiError otherRequest() {
        return ApiError.of(
                ErrorType.UNPROCESSABLE,
                "This Idempotency-Key was used with another request:"
                        + " repeat that one without a change, or use another key.");
    }

    /** Too long, or cut off by a fault: there is nothing to repeat, and the call is paid. */
    static ApiError notKept(GenerationId id) {
        return ApiError.of(
                        ErrorType.CONFLICT,
                        "The call with this Idempotency-Key was completed and charged as %s, but its answer was not kept:"
                                        .formatted(id)
                                + " use another key to call again.")
                .withHeader("x-should-retry", "false");
    }

    /** A fault of ours, and the call is paid: another try would not help, and a new call costs. */
    static ApiError unreadable(GenerationId id) {
        return ApiError.of(
                        ErrorType.SERVER,
                        "The call with this Idempotency-Key was completed and charged as %s, but its kept answer cannot be opened here:"
                                        .formatted(id)
                                + " ask whoever runs this gateway, or use another key to call again.")
                .withHeader("x-should-retry", "false");
    }
}
