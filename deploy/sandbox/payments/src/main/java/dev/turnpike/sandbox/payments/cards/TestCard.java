package dev.turnpike.sandbox.payments.cards;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The card numbers that mean something in the sandbox, as in Stripe's test mode. */
public enum TestCard {
    SUCCEEDS("4242424242424242", "pm_card_visa", null, "Payment succeeds"),
    AUTHENTICATES_ONCE(
            "4000002500003155",
            "pm_card_authenticationRequiredOnSetup",
            null,
            "Payment succeeds; once saved here, later payments succeed too"),
    AUTHENTICATES_ALWAYS(
            "4000002760003184",
            "pm_card_authenticationRequired",
            null,
            "Payment succeeds; later payments without you need authentication"),
    DISPUTED(
            "4000000000000259",
            "pm_card_createDispute",
            null,
            "Payment succeeds, then is disputed as fraudulent"),
    INQUIRED(
            "4000000000001976",
            "pm_card_createDisputeInquiry",
            null,
            "Payment succeeds, then its bank asks about it, without taking money back"),
    DECLINED("4000000000000002", "pm_card_visa_chargeDeclined", Decline.GENERIC),
    DECLINED_WHEN_CHARGED("4000000000000341", "pm_card_chargeCustomerFail", Decline.GENERIC),
    INSUFFICIENT_FUNDS(
            "4000000000009995",
            "pm_card_visa_chargeDeclinedInsufficientFunds",
            Decline.INSUFFICIENT_FUNDS),
    EXPIRED(
            "4000000000000069",
            "pm_card_chargeDeclinedExpiredCard",
            new Decline("expired_card", "expired_card", "Your card has expired.")),
    INCORRECT_CVC(
            "4000000000000127",
            "pm_card_chargeDeclinedIncorrectCvc",
            new Decline(
                    "incorrect_cvc", "incorrect_cvc", "Your card’s security code is incorrect."));

    /** Other names that Stripe has for the same behaviour. */
    private static final Map<String, TestCard> ALIASES =
            Map.of(
                    "pm_card_bypassPending", SUCCEEDS,
                    "pm_card_chargeDeclined", DECLINED,
                    "pm_card_chargeDeclinedInsufficientFunds", INSUFFICIENT_FUNDS);

    private static final String TOKEN = "tok_";
    private static final String METHOD = "pm_card_";

    private final String number;
    private final String token;
    private final String code;
    private final String declineCode;
    private final String meaning;
    private final boolean isDeclined;

    TestCard(String number, String token, Decline decline) {
        this(number, token, decline, decline.message());
    }

    TestCard(String number, String token, @Nullable Decline decline, String meaning) {
        this.number = number;
        this.token = token;
        this.code = decline == null ? "" : decline.code();
        this.declineCode = decline == null ? "" : decline.declineCode();
        this.meaning = meaning;
        this.isDeclined = decline != null;
    }

    /** The card with a number, without spaces. */
    public static Optional<TestCard> find(String number) {
        return Arrays.stream(values()).filter(card -> card.number.equals(number)).findFirst();
    }

    /** The card behind one of Stripe's test payment methods, as {@code pm_card_visa}. */
    public static Optional<TestCard> findByToken(String token) {
        return Arrays.stream(values())
                .filter(card -> card.token.equals(token))
                .findFirst()
                .or(() -> Optional.ofNullable(ALIASES.get(token)));
    }

    /** The card behind one of Stripe's test tokens, as {@code tok_visa}. */
    static Optional<TestCard> findByCardToken(String token) {
        return token.startsWith(TOKEN)
                ? findByToken(METHOD + token.substring(TOKEN.length()))
                : Optional.empty();
    }

    /** The field of the pay page that a refusal belongs to. */
    public String field() {
        return switch (this) {
            case EXPIRED -> "expiry";
            case INCORRECT_CVC -> "cvc";
            default -> "card_number";
        };
    }

    /** What the bank always says to this card; nothing when it pays. */
    public Optional<Decline> findDecline() {
        return isDeclined ? Optional.of(new Decline(code, declineCode, meaning)) : Optional.empty();
    }

    /** Whether the bank refuses the card already when it is attached to a customer. */
    public boolean isRefusedWhenAttached() {
        return isDeclined && this != DECLINED_WHEN_CHARGED;
    }

    /**
     * Whether the bank wants the holder to take part in a payment.
     *
     * @param isAuthenticated whether the holder took part when the card was saved
     */
    public boolean needsAuthentication(boolean isAuthenticated) {
        return this == AUTHENTICATES_ALWAYS || (this == AUTHENTICATES_ONCE && !isAuthenticated);
    }

    public String number() {
        return number;
    }

    public String lastFour() {
        return number.substring(number.length() - 4);
    }

    /** What happens to a payment with this card, for the visitor. */
    public String meaning() {
        return meaning;
    }
}
