package dev.turnpike.billing.credits.refunds;

import dev.turnpike.billing.money.Usd;
import java.time.Instant;

/** What became of asking for a refund. */
public sealed interface RefundOutcome {

    /**
     * The credit is taken; what the payment provider says to it, the refund tells.
     *
     * @param isNew false when this refund was asked for before: then nothing has changed
     */
    record Asked(Refund refund, boolean isNew) implements RefundOutcome {}

    /** Nothing has changed. */
    sealed interface Refused extends RefundOutcome {}

    /** There is no such purchase, or it is not paid. */
    record NotPaid() implements Refused {}

    /** Customers could ask for it until then. */
    record TooLate(Instant until) implements Refused {}

    /** The buyer's bank has taken the money, or is about to. */
    record Disputed() implements Refused {}

    /** Only this much can be refunded of it, in whole cents; perhaps nothing. */
    record TooMuch(Usd most) implements Refused {}

    /**
     * Only this much can be refunded at once, in whole cents: the rest is set aside for calls. It
     * has been asked back, and comes within seconds as far as no call uses it.
     */
    record InUse(Usd free) implements Refused {}
}
