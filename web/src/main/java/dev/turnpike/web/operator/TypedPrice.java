package dev.turnpike.web.operator;

import dev.turnpike.billing.money.UnitPrice;
import dev.turnpike.billing.pricing.TokenClass;
import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A price as people type it, in the units that the page shows: {@code 1.25} or {@code $1.25}.
 *
 * @param price null when there is none
 * @param problem what is wrong; null when nothing is
 */
record TypedPrice(@Nullable UnitPrice price, @Nullable String problem) {

    private static final Pattern NUMBER = Pattern.compile("\\$?(-?[0-9]{1,40}(?:\\.[0-9]{1,40})?)");

    /** A pico-dollar a token is a millionth of a dollar for a million of them. */
    private static final int DECIMALS_PER_MILLION = 6;

    private static final int DECIMALS_EACH = 12;

    /** A dollar for a token. */
    private static final BigDecimal MOST_PER_MILLION = BigDecimal.valueOf(1_000_000);

    private static final BigDecimal MOST_EACH = BigDecimal.valueOf(1_000);

    /** What to type to get this price. */
    static String text(TokenClass tokenClass, UnitPrice price) {
        BigDecimal dollars = tokenClass.isToken() ? price.perMillion() : price.toDecimal();
        return dollars.signum() == 0 ? "0" : dollars.stripTrailingZeros().toPlainString();
    }

    /** Dollars for a million tokens, or for one of another unit. */
    static String unit(TokenClass tokenClass) {
        return tokenClass.isToken() ? "a million" : "each";
    }

    static TypedPrice read(TokenClass tokenClass, String typed) {
        Matcher matcher = NUMBER.matcher(typed);
        if (!matcher.matches()) {
            return wrong("Type dollars as a number, like 1.25.");
        }
        BigDecimal dollars = new BigDecimal(matcher.group(1));
        int decimals = tokenClass.isToken() ? DECIMALS_PER_MILLION : DECIMALS_EACH;
        BigDecimal most = tokenClass.isToken() ? MOST_PER_MILLION : MOST_EACH;
        if (dollars.signum() < 0) {
            return wrong("A price is never negative.");
        }
        if (dollars.compareTo(most) > 0) {
            return wrong(
                    "More than $%,d %s is no price.".formatted(most.longValue(), unit(tokenClass)));
        }
        if (dollars.stripTrailingZeros().scale() > decimals) {
            return wrong("Prices have %d decimals at most.".formatted(decimals));
        }
        long picos = dollars.movePointRight(decimals).longValueExact();
        return new TypedPrice(new UnitPrice(picos), null);
    }

    private static TypedPrice wrong(String problem) {
        return new TypedPrice(null, problem);
    }
}
