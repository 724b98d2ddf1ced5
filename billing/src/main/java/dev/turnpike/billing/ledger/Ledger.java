package dev.turnpike.billing.ledger;

import dev.turnpike.billing.AcrossAccounts;
import dev.turnpike.billing.accounts.AccountId;
import java.util.List;

/** Keeps the journal and the wallets that are projected from it. */
public interface Ledger {

    Balance balance(AccountId account);

    /**
     * Writes the posting and moves the wallet with it, in the caller's transaction.
     *
     * @return false when a posting of this kind and reference exists: then nothing has changed
     */
    boolean post(Posting posting);

    /** Every way in which the books disagree with themselves; empty when all is well. */
    @AcrossAccounts("The books are checked as a whole")
    List<String> listDiscrepancies();
}
