package dev.turnpike.web.credits;

import dev.turnpike.billing.credits.TakeBack;
import dev.turnpike.billing.credits.refunds.Refund;
import dev.turnpike.web.page.Amount;
import dev.turnpike.web.page.Moment;
import org.jspecify.annotations.Nullable;

/**
 * A refund or dispute of a purchase as its row shows it.
 *
 * @param what it is, in words
 * @param amount all of it, tax included
 * @param state in words
 * @param badge the colour of the state
 * @param why it failed, or why somebody wanted it; empty when nobody said
 * @param by who asked for it through us; empty when nobody did
 */
public record ReturnRow(
        Moment at,
        String what,
        Amount credit,
        Amount amount,
        String state,
        String badge,
        String why,
        String by,
        boolean isGone) {

    private static final String PENDING = "pending";
    private static final String REFUNDED = "refunded";

    static ReturnRow of(Refund refund) {
        return new ReturnRow(
                Moment.of(refund.createdAt()),
                refund.asker().isOperator() ? "Refund by the seller" : "Refund",
                Amount.of(refund.credit()),
                Amount.of(refund.amount()),
                switch (refund.status()) {
                    case ASKED, PENDING -> PENDING;
                    case PAID -> REFUNDED;
                    case FAILED -> "failed";
                },
                switch (refund.status()) {
                    case ASKED, PENDING -> "running";
                    case PAID -> "on";
                    case FAILED -> "failed";
                },
                refund.status() == Refund.Status.FAILED
                        ? failure(refund.problem())
                        : refund.asker().reason(),
                refund.asker().email(),
                refund.status() != Refund.Status.FAILED);
    }

    /** One that was made at the payment provider, by whomever. */
    static ReturnRow of(TakeBack takeBack) {
        boolean isRefund = takeBack.kind() == TakeBack.Kind.REFUND;
        return new ReturnRow(
                Moment.of(takeBack.createdAt()),
                isRefund ? "Refund by the seller" : "Dispute at the bank",
                Amount.of(takeBack.credit()),
                Amount.of(takeBack.amount()),
                switch (takeBack.status()) {
                    case PENDING -> PENDING;
                    case TAKEN -> isRefund ? REFUNDED : "open";
                    case GIVEN_BACK -> isRefund ? "failed" : "won";
                    case LOST -> "lost";
                },
                switch (takeBack.status()) {
                    case PENDING -> "running";
                    case TAKEN -> isRefund ? "on" : "sim";
                    case GIVEN_BACK -> isRefund ? "failed" : "on";
                    case LOST -> "failed";
                },
                "",
                "",
                takeBack.status() != TakeBack.Status.GIVEN_BACK);
    }

    /** Whether the money has not been sent yet. */
    public boolean isPending() {
        return state.equals(PENDING);
    }

    /** Whether the money was sent, and may not have arrived. */
    public boolean isRefunded() {
        return state.equals(REFUNDED);
    }

    /** The payment provider's word for it, as a person would say it. */
    static String failure(@Nullable String problem) {
        return switch (problem) {
            case null -> "";
            case "expired_or_canceled_card" -> "The card has expired or was closed.";
            case "lost_or_stolen_card" -> "The card was reported as lost or stolen.";
            case "insufficient_funds" -> "The seller's balance did not suffice.";
            case "declined" -> "The bank declined it.";
            case "unknown" -> "The payment provider does not know why.";
            case String other -> other;
        };
    }
}
