package dev.turnpike.web.page;

import dev.turnpike.billing.money.UnitPrice;
import dev.turnpike.billing.money.Usd;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * An amount as it is printed: always exact. What is below a cent is set apart, so that it can be
 * shown more quietly.
 *
 * @param whole sign, dollars and cents: {@code $9.99}
 * @param rest the digits below a cent, or nothing: {@code 87315}
 */
public record Amount(String whole, String rest) {

    private static final int CENTS = 2;

    public static Amount of(Usd usd) {
        String text = usd.toDisplayString();
        int split = text.indexOf('.') + 1 + CENTS;
        return new Amount(grouped(text.substring(0, split)), text.substring(split));
    }

    /** Dollars for a million units, exact, with at least two decimals. */
    public static String perMillion(UnitPrice price) {
        return perMillion(price.perMillion());
    }

    /** Dollars for a million units, exact, with at least two decimals. */
    public static String perMillion(BigDecimal dollars) {
        BigDecimal exact = dollars.stripTrailingZeros();
        return "$"
                + (exact.scale() < CENTS ? exact.setScale(CENTS, RoundingMode.UNNECESSARY) : exact)
                        .toPlainString();
    }

    /** All of it, as one text. */
    public String text() {
        return whole + rest;
    }

    @Override
    public String toString() {
        return text();
    }

    private static String grouped(String amount) {
        int start = amount.indexOf('$') + 1;
        int point = amount.indexOf('.');
        StringBuilder text = new StringBuilder(amount);
        for (int i = point - 3; i > start; i -= 3) {
            text.insert(i, ',');
        }
        return text.toString();
    }
}
