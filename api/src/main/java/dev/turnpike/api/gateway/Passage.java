package dev.turnpike.api.gateway;

import dev.turnpike.api.gateway.Dispatch.Begun;
import dev.turnpike.api.http.ApiError;
import dev.turnpike.api.http.ErrorType;
import dev.turnpike.api.provider.Chunk;
import dev.turnpike.api.provider.ChunkStream;
import dev.turnpike.api.provider.Failure;
import dev.turnpike.api.routing.Candidate;
import dev.turnpike.billing.usage.Generation;
import java.io.IOException;

/**
 * A stream on its way from the provider to the caller, from its first content on. There is no other
 * candidate any more: it ends well, breaks, or loses its caller, and is charged accordingly.
 */
final class Passage {

    private final Candidate candidate;
    private final ChunkStream chunks;
    private final Begun begun;
    private final Meter meter;
    private final Settlement settlement;
    private final Attempts attempts;
    private final Reply reply;

    Passage(Begun begun, Settlement settlement, Attempts attempts, Reply reply) {
        this.begun = begun;
        this.candidate = begun.candidate();
        this.chunks = begun.chunks();
        this.meter = begun.meter();
        this.settlement = settlement;
        this.attempts = attempts;
        this.reply = reply;
    }

    /** Passes everything on, settles, and only then tells the caller that it is done. */
    void run() throws IOException {
        Chunk last;
        try {
            last = pass();
        } catch (IOException e) {
            cutOff(true);
            throw e;
        } catch (RuntimeException e) {
            cutOff(false);
            throw e;
        }
        if (last instanceof Chunk.Broken(var failure) && meter.finishReason() == null) {
            breakOff(failure);
        } else if (meter.hasFailed()) {
            fail();
        } else {
            finish();
        }
    }

    /** Returns the chunk that ended the stream. */
    private Chunk pass() throws IOException {
        reply.begin(settlement.serving(candidate), chunks::abort);
        Chunk chunk = begun.first() == null ? new Chunk.End() : begun.first();
        while (true) {
            switch (chunk) {
                case Chunk.Delta delta -> reply.pass(delta);
                case Chunk.Finish _, Chunk.Report _, Chunk.Served _ -> {}
                case Chunk.Broken _, Chunk.End _ -> {
                    // It may be us who broke it, because nobody listens.
                    reply.confirm();
                    return chunk;
                }
            }
            chunk = chunks.next(reply::flush);
            meter.note(chunk);
        }
    }

    private void cutOff(boolean left) throws IOException {
        chunks.abort();
        settlement.charge(bill(left), reply.cutOff(settlement.id()));
    }

    private void finish() throws IOException {
        String reason = meter.finishReason();
        String known = reason == null ? "stop" : reason;
        String nativeReason = meter.nativeFinishReason();
        try {
            if (meter.isEmpty()) {
                Receipt nothing = Receipt.ofNothing(meter.usage());
                settlement.release("empty", reply.finish(known, nativeReason, nothing));
            } else {
                Generation bill = bill(false);
                settlement.charge(bill, reply.finish(known, nativeReason, Receipt.of(bill)));
            }
        } finally {
            chunks.close();
        }
    }

    /** The provider itself says that its answer is worthless. */
    private void fail() throws IOException {
        chunks.abort();
        Failure failure =
                Failure.of(
                        ErrorType.PROVIDER_UNAVAILABLE,
                        candidate.offer().provider().name() + " could not finish its answer.");
        settlement.release("error", reply.breakOff(attempts.explain(candidate, failure), null));
    }

    private void breakOff(Failure failure) throws IOException {
        chunks.abort();
        Generation bill = bill(false);
        ApiError error = attempts.explain(candidate, failure);
        settlement.charge(bill, reply.breakOff(error, Receipt.of(bill)));
    }

    private Generation bill(boolean left) {
        return settlement.bill(candidate, meter, chunks.upstreamId(), left);
    }
}
