package dev.turnpike.api.idempotency;

import dev.turnpike.api.http.ApiError;
import dev.turnpike.api.idempotency.Recording.Start;
import dev.turnpike.api.stream.EventStream;
import dev.turnpike.api.stream.Events;
import dev.turnpike.api.stream.HttpOutlet;
import dev.turnpike.api.stream.Outlet;
import dev.turnpike.billing.StoreUnavailable;
import dev.turnpike.billing.idempotency.Claim;
import dev.turnpike.billing.idempotency.Idempotency;
import dev.turnpike.billing.usage.GenerationId;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The reply to the request that makes a named call: whatever leaves is recorded. */
final class RecordedOutlet implements Outlet {

    private final HttpOutlet reply;
    private final Recording recording;
    private final Idempotency idempotency;
    private final Claim claim;
    private final Runnable freeing;
    private boolean decided;
    private byte @Nullable [] answer;

    /**
     * @param freeing lets the next request make the call anew
     */
    RecordedOutlet(
            HttpOutlet reply,
            Recording recording,
            Idempotency idempotency,
            Claim claim,
            Runnable freeing) {
        this.reply = reply;
        this.recording = recording;
        this.idempotency = idempotency;
        this.claim = claim;
        this.freeing = freeing;
    }

    @Override
    public void refuse(@Nullable GenerationId id, ApiError error) throws IOException {
        freeUnlessKept();
        recording.begin(new Start.Refused(id, error));
        reply.refuse(id, error);
    }

    @Override
    public void whole(GenerationId id, byte[] json) throws IOException {
        freeUnlessKept();
        recording.begin(new Start.Begun(id));
        recording.add(json);
        recording.end();
        reply.whole(id, json);
    }

    @Override
    public Events begin(GenerationId id, Runnable whenGone) {
        recording.begin(new Start.Begun(id));
        return new RecordedEvents(recording, listener(id));
    }

    private @Nullable EventStream listener(GenerationId id) {
        try {
            return reply.begin(id, () -> {});
        } catch (IOException _) {
            // It left before the first event: the answer is made for its next request.
            return null;
        }
    }

    @Override
    public void keep(GenerationId id, byte[]... last) {
        if (!decided) {
            // If it fails it is done again later, and what the caller is told meanwhile is
            // recorded.
            answer = claim.streamed() ? withEvents(last) : body(last);
        }
        keep(id);
    }

    @Override
    public ApiError told(ApiError fault) {
        return fault;
    }

    @Override
    public void cutOff(GenerationId id) {
        keep(id);
    }

    private void keep(GenerationId id) {
        try {
            idempotency.keep(claim, id, answer);
        } catch (StoreUnavailable e) {
            // What is kept later must not be made by somebody else meanwhile.
            decided = e.isPassing();
            throw e;
        }
        decided = true;
    }

    /**
     * What was not kept is not charged. It is free before its caller hears of it, so that a request
     * that follows at once finds it free.
     */
    void freeUnlessKept() {
        if (!decided) {
            decided = true;
            freeing.run();
        }
    }

    private byte @Nullable [] withEvents(byte[][] last) {
        Recording whole = recording.copy();
        for (byte[] data : last) {
            whole.add(EventStream.frame(data));
        }
        return whole.whole();
    }

    private static byte @Nullable [] body(byte[][] last) {
        Recording whole = new Recording();
        for (byte[] part : last) {
            whole.add(part);
        }
        return whole.whole();
    }
}
