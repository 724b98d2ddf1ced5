package dev.turnpike.billing.spending;

import dev.turnpike.billing.AcrossAccounts;
import dev.turnpike.billing.usage.Generation;
import java.time.Duration;

/**
 * Keeps holds and turns them into settled calls. Each method is one atomic, durable step and runs
 * outside of a transaction, on any thread.
 */
public interface Reservations {

    /**
     * Holds the reservation's amount if wallet and key allow it, decided by the database in one
     * guarded step.
     *
     * @param node the server process that must renew the hold
     * @param lifetime after which the hold lapses unless it is renewed, by the database's clock
     */
    Admission hold(Reservation reservation, NodeId node, Duration lifetime);

    /**
     * Ends the hold of this call and stores the call: posts its cost, frees the rest, all or
     * nothing. A second settlement of the same call changes nothing. A call whose hold has lapsed
     * is still charged, from what is available and then as receivable.
     */
    void settle(Generation generation);

    /** Gives every hold of this node its lifetime again; returns how many there were. */
    @AcrossAccounts("A node runs calls of every account")
    int renew(NodeId node, Duration lifetime);

    /** Frees the holds whose lifetime is over and marks their calls expired; returns how many. */
    @AcrossAccounts("A node that died leaves holds of every account")
    int expire();
}
