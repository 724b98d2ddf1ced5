package dev.turnpike.api.gateway;

import dev.turnpike.api.routing.Candidate;
import dev.turnpike.billing.pricing.Usage;
import dev.turnpike.billing.spending.Spending;
import dev.turnpike.billing.usage.Delivery;
import dev.turnpike.billing.usage.Generation;
import dev.turnpike.billing.usage.GenerationId;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The end of a call's hold: exactly one of a charge and a release, durable when it returns. */
final class Settlement {

    private final Spending spending;
    private final Call call;
    private final Held held;
    private final Attempts attempts;
    private final LateSettlements late;
    private long firstTokenMillis;
    private boolean ended;

    Settlement(Spending spending, LateSettlements late, Call call, Held held, Attempts attempts) {
        this.spending = spending;
        this.call = call;
        this.held = held;
        this.attempts = attempts;
        this.late = late;
    }

    GenerationId id() {
        return held.reservation().id();
    }

    Serving serving(Candidate candidate) {
        return new Serving(
                id(),
                held.reservation().createdAt(),
                candidate.model().id(),
                candidate.offer().provider().name());
    }

    void firstToken() {
        firstTokenMillis = call.millisSinceArrival();
    }

    /** Charges what was delivered. */
    Receipt charge(Candidate candidate, Meter meter, @Nullable String upstreamId, boolean left) {
        Usage usage = meter.usage();
        long millis = call.millisSinceArrival();
        Delivery delivery =
                new Delivery(
                        candidate.model().id(),
                        candidate.offer().provider().slug(),
                        candidate.priced().price(),
                        usage,
                        upstreamId,
                        meter.finishReason(),
                        meter.nativeFinishReason(),
                        firstTokenMillis == 0 ? millis : firstTokenMillis,
                        millis,
                        left);
        Generation generation =
                end(() -> spending.settle(held.reservation(), delivery, attempts.list()));
        return Receipt.of(usage, generation.charge());
    }

    /** Charges nothing, and says that nothing was charged for this use. */
    Receipt releaseEmpty(Usage usage) {
        release("empty");
        return Receipt.of(usage, null);
    }

    /** Charges nothing. */
    void release(String error) {
        end(
                () -> {
                    spending.release(held.reservation(), attempts.list(), error);
                    return error;
                });
    }

    /** Does it now or, if the database does not take it, later; the caller is told no lie. */
    private <T> T end(Supplier<T> step) {
        ended = true;
        try {
            return step.get();
        } catch (RuntimeException e) {
            late.add(step);
            throw e;
        }
    }

    /** For the case that something of ours broke: no hold stays behind. */
    void releaseUnlessEnded() {
        if (!ended) {
            release("server");
        }
    }
}
