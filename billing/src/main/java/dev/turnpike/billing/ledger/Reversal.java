package dev.turnpike.billing.ledger;

import dev.turnpike.billing.money.Usd;

/**
 * What became of the wish to undo a credit or a charge. All but {@link Reversed} have changed
 * nothing.
 */
public sealed interface Reversal {

    /** Undone by this transaction. */
    record Reversed(TransactionId by) implements Reversal {}

    /** It was undone before, by this transaction. */
    record AlreadyReversed(TransactionId by) implements Reversal {}

    /** It is a credit of which so much has been spent, or has expired. */
    record Spent(Usd gone) implements Reversal {}

    /** It is a credit of which so much is lent to servers, for calls that run now. */
    record Lent(Usd lent) implements Reversal {}

    /** The account has no such transaction or call. */
    record Unknown() implements Reversal {}

    /** It is not a credit, or a call that cost nothing. */
    record NotReversible() implements Reversal {}
}
