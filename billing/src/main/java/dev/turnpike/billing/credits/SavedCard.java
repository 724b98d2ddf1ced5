package dev.turnpike.billing.credits;

/**
 * A card that a buyer let the payment provider keep. Its number never comes to us.
 *
 * @param id the payment provider's
 * @param brand as the payment provider writes it, such as {@code visa}
 * @param lastFour the last digits of its number, for people to know it by
 */
public record SavedCard(
        String id, String brand, String lastFour, int expiryMonth, int expiryYear) {}
