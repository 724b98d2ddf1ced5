package dev.turnpike.billing.topups;

import dev.turnpike.billing.credits.CardCharge;

/** Why automatic top-up was switched off by itself, or why it waits. */
public enum TopUpReason {
    /** The bank refused the card and did not say more. */
    CARD_DECLINED,
    INSUFFICIENT_FUNDS,
    EXPIRED_CARD,
    /** The bank wants the card's holder to take part. */
    AUTHENTICATION_REQUIRED,
    /** No card is saved any more. */
    NO_CARD,
    /** The payment provider lets us in, and refuses to prepare this account's payments. */
    NOT_ACCEPTED,
    /** A payment was refunded or disputed: another one would undo that. */
    MONEY_WENT_BACK,
    /** Waits until the month is over. */
    CEILING_REACHED,
    /** Waits until the day is over. */
    TOO_MANY_A_DAY,
    /** Waits and tries again: the payment provider did not answer. */
    UNANSWERED;

    /** Of the payment provider's code, or ours. */
    static TopUpReason of(String code) {
        return switch (code) {
            case "insufficient_funds" -> INSUFFICIENT_FUNDS;
            case "expired_card" -> EXPIRED_CARD;
            case "authentication_required" -> AUTHENTICATION_REQUIRED;
            case CardCharge.NO_CARD -> NO_CARD;
            case CardCharge.NOT_ACCEPTED -> NOT_ACCEPTED;
            default -> CARD_DECLINED;
        };
    }
}
