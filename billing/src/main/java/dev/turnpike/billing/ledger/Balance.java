package dev.turnpike.billing.ledger;

import dev.turnpike.billing.money.Usd;

/**
 * A tenant's wallet at one moment.
 *
 * @param posted the sum of the wallet's journal entries
 * @param held what is lent to servers for their calls
 * @param receivable what the tenant owes beyond it; nothing can be spent until it is paid
 */
public record Balance(Usd posted, Usd held, Usd receivable) {

    /** What servers can still be lent; never below zero. */
    public Usd available() {
        return posted.minus(held);
    }
}
