package dev.turnpike.billing.ledger;

import dev.turnpike.billing.AcrossAccounts;
import java.util.List;

/** Compares the books with themselves. */
@AcrossAccounts("The books are checked as a whole")
public interface LedgerAudit {

    /**
     * Every way in which the books disagree, as far as a checkpoint and what was written since can
     * tell: all wallets, lots, leases and keys, and the newest transactions and calls.
     */
    List<String> listDiscrepancies();

    /** The same, of everything that was ever written, the checkpoint among it. Takes its time. */
    List<String> listAllDiscrepancies();

    /** Lets the checkpoint follow the present at a distance. */
    void advanceCheckpoint();

    /** Whether it falls to the caller to check everything: true for one server each night. */
    boolean claimFullCheck();
}
