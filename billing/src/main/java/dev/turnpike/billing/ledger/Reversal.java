package dev.turnpike.billing.ledger;

import dev.turnpike.billing.money.Usd;

/** What became of the wish to undo a transaction. All but {@link Reversed} have changed nothing. */
public sealed interface Reversal {

    /** Undone by this transaction. */
    record Reversed(TransactionId by) implements Reversal {}

    /** It was undone before, by this transaction. */
    record AlreadyReversed(TransactionId by) implements Reversal {}

    /** It is a credit of which so much has been spent, or has expired. */
    record Spent(Usd gone) implements Reversal {}

    /** It is a credit of which so much is lent to servers, for calls that run now. */
    record Lent(Usd lent) implements Reversal {}

    /** The account has no such transaction. */
    record Unknown() implements Reversal {}

    /** It is neither a credit nor a charge; a reversal is not, for one. */
    record NotReversible() implements Reversal {}
}
