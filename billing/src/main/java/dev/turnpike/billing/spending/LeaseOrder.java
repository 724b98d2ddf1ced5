package dev.turnpike.billing.spending;

import dev.turnpike.billing.money.Usd;

/** What is to be done about a lease. */
sealed interface LeaseOrder {

    Lease lease();

    /**
     * A call needs an amount.
     *
     * @param recall whether other nodes are asked for what they do not use
     */
    record Want(Lease lease, Usd amount, boolean recall) implements LeaseOrder {}

    /** A call will need an amount; it is lent, and set aside for nobody yet. */
    record Fetch(Lease lease, Usd amount) implements LeaseOrder {}

    /** Another node needs what is not in use. */
    record Recall(Lease lease) implements LeaseOrder {}

    /** Nobody has taken anything for a while. */
    record Rest(Lease lease) implements LeaseOrder {}
}
