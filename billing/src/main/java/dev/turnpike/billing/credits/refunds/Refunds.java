package dev.turnpike.billing.credits.refunds;

import dev.turnpike.billing.AcrossAccounts;
import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.credits.PurchaseId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keeps the refunds that we ask for. */
public interface Refunds {

    /**
     * Remembers one that is about to be asked for.
     *
     * @param due when somebody else takes it up, if nothing was heard of it
     */
    void add(Refund refund, Instant due);

    Optional<Refund> find(AccountId account, RefundId id);

    /** Those of this purchase, the oldest first. */
    List<Refund> list(AccountId account, PurchaseId purchase);

    /** Those of all purchases of the account, the newest first. */
    List<Refund> list(AccountId account);

    /** Notes that the payment provider has made it, under this id. */
    void markPaid(Refund refund, String returnId, Instant at);

    /** Notes why it came to nothing. */
    void markFailed(Refund refund, String problem, Instant at);

    /** Notes why nothing could be learnt of one that is being asked for, and when to try again. */
    void noteFailure(Refund refund, String problem, Instant due);

    /** Those being asked for that are due, the longest waiting first. */
    @AcrossAccounts("The job takes up what servers left undone, of every account")
    List<Refund> listDue(Instant now, int limit);
}
