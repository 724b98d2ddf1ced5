package dev.turnpike.billing.idempotency;

import dev.turnpike.billing.AcrossAccounts;
import dev.turnpike.billing.spending.NodeId;
import java.time.Duration;

/**
 * Remembers who makes a named call, and its answer. Each method is one atomic step, durable when it
 * returns, safe to repeat, and runs outside of a transaction, on any thread.
 *
 * <p>An answer counts from the moment its call is settled. Until then the call is its claimant's as
 * long as the claimant's node lives; if that dies, the next claim is granted, and the settlement of
 * the former claimant, should it still come, changes nothing any more.
 */
public interface AnswerBook {

    /** Claims a call for a node; the bytes of an answer are as they were kept. */
    Claimed claim(Claim claim, NodeId node);

    /**
     * Keeps the answer of a call that is about to be settled. False when the claim has been lost:
     * then it must not be settled.
     */
    boolean keep(Claim claim, KeptAnswer sealed);

    /** Frees a call that was not charged. */
    void forget(Claim claim);

    /** Forgets up to {@code limit} calls that were claimed so long ago; returns how many. */
    @AcrossAccounts("Age is the same for everybody")
    int expire(Duration age, int limit);
}
