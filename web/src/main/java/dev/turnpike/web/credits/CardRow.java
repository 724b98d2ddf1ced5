package dev.turnpike.web.credits;

import dev.turnpike.billing.credits.Customer;
import dev.turnpike.billing.credits.SavedCard;
import java.util.Locale;

/**
 * The saved card as people know it.
 *
 * @param name with its last digits; empty when none is saved
 * @param expires such as {@code 12/2040}; empty when none is saved
 * @param isCustomer whether the payment provider knows the account
 */
public record CardRow(String name, String expires, boolean isCustomer) {

    /** Of an account that never bought. */
    static final CardRow OF_NOBODY = new CardRow("", "", false);

    static CardRow of(Customer customer) {
        SavedCard card = customer.card();
        return card == null
                ? new CardRow("", "", true)
                : new CardRow(
                        brand(card.brand()) + " ···· " + card.lastFour(),
                        "%02d/%d".formatted(card.expiryMonth(), card.expiryYear()),
                        true);
    }

    public boolean isSaved() {
        return !name.isEmpty();
    }

    /** Its own spelling where people would miss it, else with a capital. */
    private static String brand(String brand) {
        return switch (brand) {
            case "amex" -> "American Express";
            case "diners" -> "Diners Club";
            case "jcb" -> "JCB";
            case "unionpay" -> "UnionPay";
            case "" -> "Card";
            default -> brand.substring(0, 1).toUpperCase(Locale.ROOT) + brand.substring(1);
        };
    }
}
