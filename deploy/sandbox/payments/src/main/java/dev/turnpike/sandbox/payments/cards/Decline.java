package dev.turnpike.sandbox.payments.cards;

/** Why a bank refuses a payment, in Stripe's codes and words. */
public record Decline(String code, String declineCode, String message) {

    /** The bank wants to hear from the card's holder, who is not there. */
    public static final Decline AUTHENTICATION_REQUIRED =
            new Decline(
                    "authentication_required",
                    "authentication_required",
                    "Your card was declined. This transaction requires authentication.");

    /** There is too little money in the account behind the card. */
    public static final Decline INSUFFICIENT_FUNDS =
            new Decline("card_declined", "insufficient_funds", "Your card has insufficient funds.");

    static final Decline GENERIC =
            new Decline("card_declined", "generic_decline", "Your card was declined.");
}
