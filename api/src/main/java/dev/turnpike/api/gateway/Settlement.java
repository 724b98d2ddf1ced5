package dev.turnpike.api.gateway;

import dev.turnpike.api.routing.Candidate;
import dev.turnpike.billing.StoreUnavailable;
import dev.turnpike.billing.pricing.ServiceTier;
import dev.turnpike.billing.spending.CallTakenOver;
import dev.turnpike.billing.spending.Reservation;
import dev.turnpike.billing.spending.Spending;
import dev.turnpike.billing.usage.Delivery;
import dev.turnpike.billing.usage.Generation;
import dev.turnpike.billing.usage.GenerationId;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The end of a call's hold: exactly one of a charge and a release, durable when it returns. */
final class Settlement {

    private final Spending spending;
    private final Reservation held;
    private final long arrivedNanos;
    private final @Nullable ServiceTier tier;
    private final Attempts attempts;
    private final LateSettlements late;
    private long firstTokenMillis;
    private boolean ended;

    Settlement(Spending spending, LateSettlements late, Call call, Held held, Attempts attempts) {
        this.spending = spending;
        // Not the call itself: a settlement that is late would keep its body in memory.
        this.held = held.reservation();
        arrivedNanos = call.arrivedNanos();
        tier = call.request().preferences().tier();
        this.attempts = attempts;
        this.late = late;
    }

    GenerationId id() {
        return held.id();
    }

    Serving serving(Candidate candidate) {
        return new Serving(
                id(),
                held.createdAt(),
                candidate.model().id(),
                candidate.offer().provider().name());
    }

    void firstToken() {
        firstTokenMillis = millisSinceArrival();
    }

    private long millisSinceArrival() {
        return (System.nanoTime() - arrivedNanos) / 1_000_000;
    }

    /** What is charged when a call ends now that delivered something. */
    Generation bill(Candidate candidate, Meter meter, @Nullable String upstreamId, boolean left) {
        long millis = millisSinceArrival();
        Delivery delivery =
                new Delivery(
                        candidate.model().id(),
                        candidate.offer().provider().slug(),
                        candidate.priced().price(),
                        meter.usage(),
                        ForeignText.clean(upstreamId),
                        meter.finishReason(),
                        ForeignText.clean(meter.nativeFinishReason()),
                        firstTokenMillis == 0 ? millis : firstTokenMillis,
                        millis,
                        left,
                        ServiceTier.billed(tier, meter.serviceTier()));
        return spending.bill(held, delivery, candidate.priced().markup(), attempts.list());
    }

    /**
     * Charges this bill and sends the end of the answer: the answer is kept, then charged, then
     * sent.
     */
    void charge(Generation bill, Ending ending) throws IOException {
        keep(bill, ending);
        end(() -> spending.settle(held, bill));
        ending.send();
    }

    private void keep(Generation bill, Ending ending) {
        try {
            ending.keep();
        } catch (StoreUnavailable e) {
            if (e.isPassing()) {
                // All but the last bytes has been delivered; it is paid when it can be kept.
                ended = true;
                late.add(() -> chargeLate(bill, ending));
            }
            throw e;
        }
    }

    private void chargeLate(Generation bill, Ending ending) {
        try {
            ending.keep();
        } catch (CallTakenOver e) {
            spending.release(held, attempts.list(), "taken_over");
            throw e;
        }
        spending.settle(held, bill);
    }

    /** Charges nothing and sends the end of the answer, which is empty or worthless. */
    void release(String error, Ending ending) throws IOException {
        release(error);
        ending.send();
    }

    /** Charges nothing. */
    void release(String error) {
        end(() -> spending.release(held, attempts.list(), error));
    }

    /** Does it now or, if the database does not take it, later; the caller is told no lie. */
    private void end(Runnable step) {
        ended = true;
        try {
            step.run();
        } catch (CallTakenOver e) {
            throw e;
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
