package dev.turnpike.web.page;

import dev.turnpike.billing.money.Usd;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads an amount as people type it: {@code 25}, {@code $1,000} or {@code 12.50}. */
public final class Dollars {

    /** Up to nine digits before the point: far above every bound, far below an overflow. */
    private static final Pattern TYPED =
            Pattern.compile("\\$?\\s?(\\d{1,9}|\\d{1,3}(,\\d{3}){1,2})(\\.\\d{1,2})?");

    private Dollars() {}

    /** The amount, in whole cents; empty when it is not one. */
    public static Optional<Usd> parse(String typed) {
        return TYPED.matcher(typed).matches()
                ? Optional.of(Usd.parse(typed.replaceAll("[$,\\s]", "")))
                : Optional.empty();
    }
}
