package dev.turnpike.web.operator;

import dev.turnpike.billing.pricing.Markup;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads a markup as people type it: {@code 12.5} or {@code 12.5 %}. */
final class TypedPercent {

    /** What to say when it is none. */
    static final String PROBLEM =
            "Type percent from 0 to 1000 with two decimals at most, like 12.5.";

    /** Basis points are hundredths of a percent; tenfold is the most that a markup can be. */
    private static final Pattern PERCENT = Pattern.compile("([0-9]{1,4}(?:\\.[0-9]{1,2})?) ?%?");

    private static final BigDecimal MOST = BigDecimal.valueOf(1_000);

    private TypedPercent() {}

    /** The markup; empty when it is not one. */
    static Optional<Markup> parse(String typed) {
        var matcher = PERCENT.matcher(typed);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        BigDecimal percent = new BigDecimal(matcher.group(1));
        return percent.compareTo(MOST) > 0
                ? Optional.empty()
                : Optional.of(new Markup(percent.movePointRight(2).intValueExact()));
    }
}
