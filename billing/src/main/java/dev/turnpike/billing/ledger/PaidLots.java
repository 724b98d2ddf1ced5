package dev.turnpike.billing.ledger;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.money.Usd;

/** What is left of the credit that single payments bought, and taking it out for refunds. */
public interface PaidLots {

    /** What is left of the credit that this payment bought; nothing when it bought none. */
    Left left(AccountId account, String payment);

    /**
     * Takes credit out of the lot of this payment and keeps it in the ledger account of refunds, in
     * the caller's transaction. {@link Ledger#giveBack} undoes it. What is lent to servers is asked
     * back when it is needed for this.
     *
     * @param reference of the refund; one that has taken before must not take again
     */
    Taking take(AccountId account, String payment, String reference, Usd credit);

    /**
     * How much of a lot is left when everything that was spent is drawn from the lots in order.
     *
     * @param unspent all of it
     * @param free the part that can be taken at once; the rest is lent to servers or needed for
     *     what the tenant owes
     */
    record Left(Usd unspent, Usd free) {}

    /** Whether it was taken. When it was not, no money has moved. */
    sealed interface Taking permits Taken, Spent, Lent {}

    /** It was. */
    record Taken() implements Taking {}

    /** Only this much is left of the lot. */
    record Spent(Usd unspent) implements Taking {}

    /** Only this much of it can be taken at once. */
    record Lent(Usd free) implements Taking {}
}
