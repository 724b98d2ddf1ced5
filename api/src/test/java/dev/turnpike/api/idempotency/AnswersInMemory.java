package dev.turnpike.api.idempotency;

import dev.turnpike.billing.StoreUnavailable;
import dev.turnpike.billing.idempotency.AnswerBook;
import dev.turnpike.billing.idempotency.Claim;
import dev.turnpike.billing.idempotency.Claimed;
import dev.turnpike.billing.idempotency.IdempotencyKey;
import dev.turnpike.billing.idempotency.KeptAnswer;
import dev.turnpike.billing.spending.NodeId;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Remembers named calls of one API key; what was kept counts as settled. */
final class AnswersInMemory implements AnswerBook {

    private final Map<IdempotencyKey, Row> rows = new HashMap<>();
    private int faults;

    private record Row(Claim claim, @Nullable KeptAnswer answer) {}

    @Override
    public synchronized Claimed claim(Claim claim, NodeId node) {
        fail();
        Row known = rows.putIfAbsent(claim.call().name(), new Row(claim, null));
        if (known == null || known.claim().equals(claim)) {
            return new Claimed.Granted();
        }
        if (!known.claim().call().digest().equals(claim.call().digest())) {
            return new Claimed.OtherRequest();
        }
        KeptAnswer answer = known.answer();
        return answer == null ? new Claimed.Running() : new Claimed.Answered(answer);
    }

    @Override
    public synchronized boolean keep(Claim claim, KeptAnswer sealed) {
        fail();
        return rows.replace(claim.call().name(), new Row(claim, null), new Row(claim, sealed));
    }

    @Override
    public synchronized void forget(Claim claim) {
        fail();
        rows.remove(claim.call().name(), new Row(claim, null));
    }

    @Override
    public int expire(Duration age, int limit) {
        return 0;
    }

    /** So many steps will fail from now on. */
    synchronized void failNext(int times) {
        faults = times;
    }

    synchronized boolean isEmpty() {
        return rows.isEmpty();
    }

    private void fail() {
        if (faults > 0) {
            faults--;
            throw new StoreUnavailable("The database is away", new IllegalStateException(), true);
        }
    }
}
