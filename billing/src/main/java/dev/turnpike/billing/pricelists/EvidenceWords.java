package dev.turnpike.billing.pricelists;

import dev.turnpike.billing.money.UnitPrice;
import dev.turnpike.billing.pricing.PriceSheet;
import dev.turnpike.billing.pricing.PriceVariant;
import dev.turnpike.billing.pricing.TokenClass;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What sources say, in words for a person: dollars for a million tokens. */
final class EvidenceWords {

    private EvidenceWords() {}

    static String of(ListRow row) {
        return switch (row) {
            case ListRow.Refused(var _, String reason) -> "refused, " + reason;
            case ListRow.Priced(var _, ListedPrice price) -> of(price);
        };
    }

    static String of(PriceSheet sheet) {
        List<String> parts = new ArrayList<>(List.of(prices(sheet)));
        for (PriceVariant variant : sheet.variants()) {
            parts.add(variant.condition().words() + ": " + prices(variant.prices()));
        }
        return String.join("; ", parts);
    }

    private static String of(ListedPrice price) {
        List<String> parts = new ArrayList<>(List.of(prices(price.base())));
        price.conditions()
                .forEach((condition, sheet) -> parts.add(condition + ": " + prices(sheet)));
        if (!price.beyond().isEmpty()) {
            parts.add("also priced: " + String.join(", ", price.beyond()));
        }
        return String.join("; ", parts);
    }

    private static String prices(PriceSheet sheet) {
        if (sheet.prices().isEmpty()) {
            return "no price";
        }
        return sheet.prices().entrySet().stream()
                .map(each -> each.getKey().label() + " " + price(each.getKey(), each.getValue()))
                .collect(Collectors.joining(", "));
    }

    /** {@code $1.5} for a million tokens, {@code $0.01 each} for all else. */
    static String price(TokenClass tokenClass, UnitPrice price) {
        return tokenClass.isToken()
                ? "$" + price.perMillion().stripTrailingZeros().toPlainString()
                : "$" + price.toPlainString() + " each";
    }
}
