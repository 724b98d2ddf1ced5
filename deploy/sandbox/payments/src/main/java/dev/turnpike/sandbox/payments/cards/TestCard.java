package dev.turnpike.sandbox.payments.cards;

import java.util.Arrays;
import java.util.Optional;

/** The card numbers that mean something in the sandbox, as in Stripe's test mode. */
public enum TestCard {
    SUCCEEDS("4242424242424242", "", "", ""),
    DECLINED("4000000000000002", "card_declined", "generic_decline", "Your card was declined."),
    INSUFFICIENT_FUNDS(
            "4000000000009995",
            "card_declined",
            "insufficient_funds",
            "Your card has insufficient funds."),
    EXPIRED("4000000000000069", "expired_card", "expired_card", "Your card has expired."),
    INCORRECT_CVC(
            "4000000000000127",
            "incorrect_cvc",
            "incorrect_cvc",
            "Your card’s security code is incorrect.");

    private final String number;
    private final String code;
    private final String declineCode;
    private final String message;

    TestCard(String number, String code, String declineCode, String message) {
        this.number = number;
        this.code = code;
        this.declineCode = declineCode;
        this.message = message;
    }

    public static Optional<TestCard> find(String number) {
        return Arrays.stream(values()).filter(card -> card.number.equals(number)).findFirst();
    }

    /** The field of the pay page that the message belongs to. */
    public String field() {
        return switch (this) {
            case SUCCEEDS, DECLINED, INSUFFICIENT_FUNDS -> "card_number";
            case EXPIRED -> "expiry";
            case INCORRECT_CVC -> "cvc";
        };
    }

    public boolean isAccepted() {
        return this == SUCCEEDS;
    }

    public String number() {
        return number;
    }

    public String lastFour() {
        return number.substring(number.length() - 4);
    }

    public String code() {
        return code;
    }

    public String declineCode() {
        return declineCode;
    }

    public String message() {
        return message;
    }
}
