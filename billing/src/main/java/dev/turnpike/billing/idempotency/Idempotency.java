package dev.turnpike.billing.idempotency;

import dev.turnpike.billing.Patience;
import dev.turnpike.billing.StoreUnavailable;
import dev.turnpike.billing.idempotency.Claimed.Answered;
import dev.turnpike.billing.idempotency.Claimed.Granted;
import dev.turnpike.billing.idempotency.Claimed.OtherRequest;
import dev.turnpike.billing.idempotency.Claimed.Running;
import dev.turnpike.billing.idempotency.Claimed.Unreadable;
import dev.turnpike.billing.sealing.Belonging;
import dev.turnpike.billing.sealing.Belonging.Purpose;
import dev.turnpike.billing.sealing.Seal;
import dev.turnpike.billing.sealing.SealBroken;
import dev.turnpike.billing.spending.CallTakenOver;
import dev.turnpike.billing.spending.Leases;
import dev.turnpike.billing.usage.GenerationId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that a named call is made and charged once, however often it is asked for and whatever
 * dies meanwhile: claim it, make it, keep its answer, and only then settle it.
 */
@Singleton
public class Idempotency {

    private static final Logger LOG = System.getLogger(Idempotency.class.getName());

    /** For how long a repeated request gets the same answer. */
    static final Duration KEPT = Duration.ofHours(24);

    /** Keeps the transaction that forgets them in the range of milliseconds. */
    private static final int BATCH = 500;

    private final AnswerBook book;
    private final Seal seal;
    private final Leases leases;

    @Inject
    public Idempotency(AnswerBook book, Seal seal, Leases leases) {
        this.book = book;
        this.seal = seal;
        this.leases = leases;
    }

    /** Asks to make a call. Once granted, it is to be kept or forgotten. */
    public Claimed claim(Claim claim) {
        Claimed claimed = book.claim(claim, leases.node());
        return switch (claimed) {
            case Granted _, Running _, OtherRequest _, Unreadable _ -> claimed;
            case Answered(var answer) -> opened(claim.call(), answer);
        };
    }

    private Claimed opened(NamedCall call, KeptAnswer answer) {
        byte[] sealed = answer.bytes();
        if (sealed == null) {
            return new Answered(answer);
        }
        try {
            byte[] bytes = seal.open(owner(call, answer.id()), sealed);
            return new Answered(new KeptAnswer(answer.id(), bytes));
        } catch (SealBroken e) {
            LOG.log(
                    Level.ERROR,
                    "The kept answer of {0} cannot be opened: {1}",
                    answer.id(),
                    e.getMessage());
            return new Unreadable(answer.id());
        }
    }

    /** All that tells a row from others, so that no answer can be moved into another one. */
    private static Belonging owner(NamedCall call, GenerationId generation) {
        String row =
                "%s %s %s %s"
                        .formatted(generation, call.key(), call.digest().hex(), call.name().text());
        return new Belonging(call.account(), Purpose.KEPT_ANSWER, row);
    }

    /**
     * Keeps an answer, before its call is settled. Waits for a store that is away. Safe to repeat.
     *
     * @param answer null when there is none to be kept, but the call will be charged
     * @throws CallTakenOver when another server makes the call now: then it must not be settled
     */
    public void keep(Claim claim, GenerationId call, byte @Nullable [] answer) {
        byte[] sealed = answer == null ? null : seal.seal(owner(claim.call(), call), answer);
        if (!keepPatiently(claim, new KeptAnswer(call, sealed))) {
            throw new CallTakenOver("of claim " + claim.id());
        }
    }

    private boolean keepPatiently(Claim claim, KeptAnswer answer) {
        Patience patience = new Patience(System::nanoTime);
        while (true) {
            try {
                return book.keep(claim, answer);
            } catch (StoreUnavailable e) {
                if (!e.isPassing() || !patience.lasts()) {
                    throw e;
                }
            }
        }
    }

    /** Frees a call that was not charged, so that the next request makes it anew. */
    public void forget(Claim claim) {
        book.forget(claim);
    }

    /** Forgets what is older than a day. */
    public void expire() {
        int forgotten = BATCH;
        while (forgotten == BATCH) {
            forgotten = book.expire(KEPT, BATCH);
        }
    }
}
