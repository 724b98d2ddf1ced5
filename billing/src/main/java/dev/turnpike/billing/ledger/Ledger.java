package dev.turnpike.billing.ledger;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.usage.GenerationId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the journal, the wallets that are projected from it, and the lots that wallets consist of.
 */
public interface Ledger {

    Balance balance(AccountId account);

    /**
     * Writes the posting and moves the wallet with it, in the caller's transaction. What it brings
     * into the wallet becomes a lot, and pays first what the tenant owes.
     *
     * @return false when a posting of this kind and reference exists: then nothing has changed
     */
    boolean post(Posting posting);

    /**
     * Gives credit away, in the caller's transaction.
     *
     * @param reference why; unique, so that one reason gives once
     * @param expiresAt when what is left of it is taken back; null for never
     * @return false when this reference has given before: then nothing has changed
     */
    boolean grantPromotion(
            AccountId account, Usd amount, String reference, @Nullable Instant expiresAt);

    /**
     * Undoes a credit by a transaction of its own, in the caller's transaction.
     *
     * @param reason for whoever reads the books later
     */
    Reversal reverse(AccountId account, TransactionId credit, String reason);

    /**
     * Undoes the charge of a call in the same way. The record of the call stays as it is, and so
     * does what its key has spent.
     */
    Reversal reverse(AccountId account, GenerationId call, String reason);

    /**
     * Takes credit back that this payment bought, in the caller's transaction. What is left of its
     * lot and not lent goes; the rest the tenant owes.
     *
     * @param payment the reference of the purchase
     * @param posting of a refund or dispute; its wallet entry is the credit, all of it
     * @return false when a posting of this kind and reference exists: then nothing has changed
     */
    boolean takeBack(String payment, Posting posting);

    /**
     * Undoes a taking back, in the caller's transaction; first what the tenant owes is paid.
     *
     * @param taken the kind of the posting that took
     * @param reference its reference
     * @param kind of the posting that gives
     * @return false when there is nothing to undo: then nothing has changed
     */
    boolean giveBack(AccountId account, Posting.Kind taken, String reference, Posting.Kind kind);

    /** The sum of the wallet's entries before this moment. */
    Usd balanceAt(AccountId account, Instant at);

    /** The lots that have something left, in the order in which they will be spent. */
    List<Lot> listLots(AccountId account);
}
