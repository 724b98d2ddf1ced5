package dev.turnpike.billing.ledger;

import dev.turnpike.billing.money.Usd;

/**
 * A tenant's wallet at one moment.
 *
 * @param posted the sum of the wallet's journal entries
 * @param held what running calls have reserved of it
 * @param receivable what the tenant owes beyond it; nothing can be spent until it is paid
 */
public record Balance(Usd posted, Usd held, Usd receivable) {

    /** What a new call may reserve; never below zero. */
    public Usd available() {
        return posted.minus(held);
    }
}
