package dev.turnpike.billing.credits;

import dev.turnpike.billing.money.Usd;
import java.time.Instant;

/**
 * Money of a payment that the payment provider has taken from us, and what we have taken for it.
 *
 * @param id the payment provider's id of the refund or dispute
 * @param credit the part of it that had become credit
 * @param tax the rest of it
 */
public record TakeBack(
        String id,
        Kind kind,
        PurchaseId purchase,
        Usd credit,
        Usd tax,
        Status status,
        Instant createdAt) {

    /** Why the money went. */
    public enum Kind {
        /** We, or somebody at the payment provider, paid it back. */
        REFUND,
        /** The buyer's bank took it, because the buyer says that the payment is not theirs. */
        DISPUTE
    }

    /** Where the money is. */
    public enum Status {
        /** With the payment provider, who will send it: a refund has not left there yet. */
        PENDING,
        /** With the buyer or, while a dispute is open, with nobody. */
        TAKEN,
        /** With us again: the refund failed or the dispute was won. */
        GIVEN_BACK,
        /** Gone: the dispute was lost. */
        LOST
    }

    /** What left us: credit and tax. */
    public Usd amount() {
        return credit.plus(tax);
    }
}
