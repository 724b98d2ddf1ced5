package dev.turnpike.billing.ledger;

import dev.turnpike.billing.accounts.AccountId;
import dev.turnpike.billing.money.Usd;
import java.util.List;

/**
 * A journal transaction about to be written; its entries sum to zero.
 *
 * @param tenant whose wallet or receivable the tenant entries belong to
 * @param reference what it is for, such as a payment id; unique within its kind, so that one cause
 *     is posted once
 */
public record Posting(AccountId tenant, Kind kind, String reference, List<Entry> entries) {

    /** Why money moved. */
    public enum Kind {
        /** Credit was bought. */
        PURCHASE,
        /** Credit was given away. */
        PROMOTION,
        /** Promotional credit was not spent in time. */
        PROMOTION_EXPIRED,
        /** A call was charged: its record is this transaction. */
        USAGE,
        /** What calls cost beyond the credit of their time is owed. */
        RECEIVABLE_DUE,
        /** It was paid out of later credit. */
        RECEIVABLE_PAID,
        /** Another transaction was wrong. */
        REVERSAL,
        /** A payment was paid back, and so its credit goes. */
        REFUND,
        /** It could not be paid back, and the credit is there again. */
        REFUND_FAILED,
        /** We ask for a refund: its credit goes first, and waits for the money to follow. */
        REFUND_ASKED,
        /** The refund that we asked for came to nothing, and the credit is there again. */
        REFUND_DROPPED,
        /** A buyer disputes a payment: its credit goes, and its money is withheld. */
        DISPUTE,
        /** The dispute was won: both are there again. */
        DISPUTE_WON,
        /** The dispute was lost: the withheld money is gone. */
        DISPUTE_LOST
    }

    public Posting {
        entries = List.copyOf(entries);
        Usd sum = entries.stream().map(Entry::amount).reduce(Usd.ZERO, Usd::plus);
        if (!sum.isZero()) {
            throw new IllegalArgumentException(
                    "Entries sum to " + sum + ", not to zero: " + entries);
        }
    }
}
