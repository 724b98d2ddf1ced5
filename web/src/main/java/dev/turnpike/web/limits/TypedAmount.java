package dev.turnpike.web.limits;

import dev.turnpike.billing.money.Usd;
import dev.turnpike.web.page.Dollars;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The amount of a limit as it was typed, and what is wrong with it. */
public record TypedAmount(String text) {

    private static final Pattern FINER_THAN_CENTS = Pattern.compile("\\$?\\s?[\\d,]*\\.\\d{3,}");
    private static final Pattern BELOW_ZERO = Pattern.compile("\\$?\\s?-.*");

    /** The amount, when it is above zero. */
    public Optional<Usd> amount() {
        return Dollars.parse(text).filter(Usd::isPositive);
    }

    /** Null when it is fine. */
    public @Nullable String problem() {
        if (amount().isPresent()) {
            return null;
        }
        if (text.isEmpty()) {
            return "Type an amount in dollars, such as 25 or 12.50.";
        }
        if (BELOW_ZERO.matcher(text).matches() || Dollars.parse(text).isPresent()) {
            return "A limit must be above zero.";
        }
        return FINER_THAN_CENTS.matcher(text).matches()
                ? "A limit has whole cents: at most two decimals."
                : "This is not an amount. Type dollars below a billion, such as 25 or 12.50.";
    }
}
