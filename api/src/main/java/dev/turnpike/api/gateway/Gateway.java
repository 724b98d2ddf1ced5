package dev.turnpike.api.gateway;

import dev.turnpike.api.gateway.Dispatch.Begun;
import dev.turnpike.api.gateway.Dispatch.Delivered;
import dev.turnpike.api.http.Checked;
import dev.turnpike.api.http.Checked.Passed;
import dev.turnpike.api.http.Checked.Refused;
import dev.turnpike.api.provider.Completion;
import dev.turnpike.api.provider.Upstream;
import dev.turnpike.api.routing.Candidate;
import dev.turnpike.api.routing.EndpointHealth;
import dev.turnpike.api.routing.Router;
import dev.turnpike.billing.spending.Spending;
import dev.turnpike.billing.usage.Generation;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.List;

/**
 * The story of one call whose key was recognised: candidates, credit, a provider, the answer, the
 * bill.
 */
@Singleton
public class Gateway {

    private final Router router;
    private final Reserving reserving;
    private final Upstream upstream;
    private final EndpointHealth health;
    private final TokenCounter counter;
    private final Spending spending;
    private final LateSettlements late;

    @Inject
    public Gateway(
            Router router,
            Reserving reserving,
            Upstream upstream,
            EndpointHealth health,
            TokenCounter counter,
            Spending spending,
            LateSettlements late) {
        this.router = router;
        this.reserving = reserving;
        this.upstream = upstream;
        this.health = health;
        this.counter = counter;
        this.spending = spending;
        this.late = late;
    }

    /** Answers a call. Whatever happens, its credit is charged or given back. */
    public void answer(Call call, Reply reply) throws IOException {
        Request request = call.request();
        PromptSize prompt = new PromptSize(request, counter);
        Checked<List<Candidate>> candidates =
                router.candidates(
                        request.models(),
                        request.preferences(),
                        request.needs(),
                        prompt.bound(),
                        call.caller().standing());
        switch (candidates) {
            case Refused<List<Candidate>>(var error) -> reply.refuse(null, error);
            case Passed<List<Candidate>>(var some) -> reserve(call, some, prompt, reply);
        }
    }

    private void reserve(Call call, List<Candidate> candidates, PromptSize prompt, Reply reply)
            throws IOException {
        switch (reserving.reserve(call, candidates, prompt)) {
            case Refused<Held>(var error) -> reply.refuse(null, error);
            case Passed<Held>(var held) -> dispatch(call, held, reply);
        }
    }

    private void dispatch(Call call, Held held, Reply reply) throws IOException {
        Attempts attempts = new Attempts(health);
        Dispatch dispatch = new Dispatch(upstream, counter, call, held, attempts);
        Settlement settlement = new Settlement(spending, late, call, held, attempts);
        try {
            if (call.request().streamed()) {
                stream(dispatch, settlement, attempts, reply);
            } else {
                complete(dispatch, settlement, attempts, reply);
            }
        } finally {
            settlement.releaseUnlessEnded();
        }
    }

    private static void complete(
            Dispatch dispatch, Settlement settlement, Attempts attempts, Reply reply)
            throws IOException {
        Delivered delivered = dispatch.complete();
        if (delivered == null) {
            refuse(settlement, attempts, reply);
            return;
        }
        Candidate candidate = delivered.candidate();
        Completion completion = delivered.completion();
        Serving serving = settlement.serving(candidate);
        Meter meter = delivered.meter();
        if (meter.isEmpty() || meter.hasFailed()) {
            Receipt nothing = Receipt.ofNothing(meter.usage());
            settlement.release("empty", reply.whole(serving, completion, nothing));
            return;
        }
        Generation bill = settlement.bill(candidate, meter, completion.upstreamId(), false);
        settlement.charge(bill, reply.whole(serving, completion, Receipt.of(bill)));
    }

    private static void stream(
            Dispatch dispatch, Settlement settlement, Attempts attempts, Reply reply)
            throws IOException {
        Begun begun = dispatch.stream();
        if (begun == null) {
            refuse(settlement, attempts, reply);
            return;
        }
        settlement.firstToken();
        new Passage(begun, settlement, attempts, reply).run();
    }

    private static void refuse(Settlement settlement, Attempts attempts, Reply reply)
            throws IOException {
        settlement.release(attempts.lastError());
        reply.refuse(settlement.id(), attempts.explain());
    }
}
