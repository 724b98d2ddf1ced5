package dev.turnpike.billing.pricelists;

import dev.turnpike.billing.money.UnitPrice;
import dev.turnpike.billing.pricing.PriceSheet;
import dev.turnpike.billing.pricing.TokenClass;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Compares what lists say of each class of units.
 *
 * <p>Who names a class must agree with all others that name it. A class that one list alone names
 * is taken for agreed when it costs what it would cost without being named: then its price says
 * nothing new. Otherwise a price of the other lists is missing.
 */
final class Votes {

    /** Agreed is what differs by no more than the hundredth part of the dearer price. */
    private static final long TOLERANCE = 100;

    private final String when;
    private final Map<TokenClass, UnitPrice> agreed = new EnumMap<>(TokenClass.class);
    private final List<String> differences = new ArrayList<>();

    private Votes(String when) {
        this.when = when;
    }

    /** Of the usual prices. */
    static Votes ofUsual(Map<ListFormat, PriceSheet> sheets) {
        Votes votes = new Votes("");
        for (TokenClass tokenClass : TokenClass.values()) {
            Map<ListFormat, UnitPrice> named = named(sheets, tokenClass);
            if (named.size() == 1 && saysNothingNew(tokenClass, sheets)) {
                continue;
            }
            votes.count(tokenClass, named);
        }
        return votes;
    }

    /** Of the prices that hold on a condition. */
    static Votes ofConditional(Condition condition, Map<ListFormat, PriceSheet> sheets) {
        Votes votes = new Votes(condition + ": ");
        for (TokenClass tokenClass : TokenClass.values()) {
            votes.count(tokenClass, named(sheets, tokenClass));
        }
        return votes;
    }

    /** Whether two prices are the same but for one percent; free is like nothing but free. */
    static boolean agree(UnitPrice one, UnitPrice other) {
        long dearer = Math.max(one.picos(), other.picos());
        return Math.abs(one.picos() - other.picos()) <= dearer / TOLERANCE;
    }

    /** The dearest that was said of each class, so that rounding in a list costs us nothing. */
    PriceSheet agreed() {
        return new PriceSheet(agreed);
    }

    List<String> differences() {
        return differences;
    }

    private void count(TokenClass tokenClass, Map<ListFormat, UnitPrice> named) {
        if (named.isEmpty()) {
            return;
        }
        if (named.size() == 1) {
            differences.add(
                    when
                            + tokenClass.label()
                            + ": named by one list alone, "
                            + words(tokenClass, named));
        } else if (named.values().stream().allMatch(price -> agree(price, dearest(named)))) {
            agreed.put(tokenClass, dearest(named));
        } else {
            differences.add(when + tokenClass.label() + ": " + words(tokenClass, named));
        }
    }

    private static boolean saysNothingNew(
            TokenClass tokenClass, Map<ListFormat, PriceSheet> sheets) {
        if (!sheets.values().stream().allMatch(sheet -> sheet.isKnown(tokenClass))) {
            return false;
        }
        List<UnitPrice> prices =
                sheets.values().stream().map(sheet -> sheet.priceOf(tokenClass)).toList();
        return prices.stream().allMatch(price -> agree(price, prices.getFirst()));
    }

    private static Map<ListFormat, UnitPrice> named(
            Map<ListFormat, PriceSheet> sheets, TokenClass tokenClass) {
        Map<ListFormat, UnitPrice> named = new EnumMap<>(ListFormat.class);
        sheets.forEach(
                (list, sheet) -> {
                    UnitPrice price = sheet.listed(tokenClass);
                    if (price != null) {
                        named.put(list, price);
                    }
                });
        return named;
    }

    private static UnitPrice dearest(Map<ListFormat, UnitPrice> named) {
        return new UnitPrice(
                named.values().stream().mapToLong(UnitPrice::picos).max().orElseThrow());
    }

    private static String words(TokenClass tokenClass, Map<ListFormat, UnitPrice> named) {
        return named.entrySet().stream()
                .map(
                        each ->
                                each.getKey().code()
                                        + " "
                                        + EvidenceWords.price(tokenClass, each.getValue()))
                .collect(Collectors.joining(", "));
    }
}
