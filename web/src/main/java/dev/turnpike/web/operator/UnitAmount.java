package dev.turnpike.web.operator;

import dev.turnpike.billing.pricing.Markup;
import dev.turnpike.billing.pricing.PriceSheet;
import dev.turnpike.billing.pricing.TokenClass;
import dev.turnpike.web.page.Amount;
import java.math.BigDecimal;

/** How the operator's pages print a price: for a million tokens, or for one of another unit. */
final class UnitAmount {

    private static final int MILLION = 6;
    private static final String UNKNOWN = "–";

    private UnitAmount() {}

    /** What the provider asks; a dash when the sheet names no price. */
    static String ofProvider(PriceSheet sheet, TokenClass tokenClass) {
        return sheet.listed(tokenClass) == null
                ? UNKNOWN
                : text(tokenClass, sheet.priceOf(tokenClass).toDecimal());
    }

    /** What the customer pays; a dash when the sheet names no price. */
    static String ofCustomer(PriceSheet sheet, Markup markup, TokenClass tokenClass) {
        return sheet.listed(tokenClass) == null
                ? UNKNOWN
                : text(tokenClass, markup.applyTo(sheet.priceOf(tokenClass)));
    }

    /** The difference of the two, exact; a dash when the sheet names no price. */
    static String margin(PriceSheet sheet, Markup markup, TokenClass tokenClass) {
        if (sheet.listed(tokenClass) == null) {
            return UNKNOWN;
        }
        BigDecimal cost = sheet.priceOf(tokenClass).toDecimal();
        return text(tokenClass, markup.applyTo(sheet.priceOf(tokenClass)).subtract(cost));
    }

    private static String text(TokenClass tokenClass, BigDecimal dollars) {
        return tokenClass.isToken()
                ? Amount.perMillion(dollars.movePointRight(MILLION))
                : "$" + dollars.stripTrailingZeros().toPlainString() + " each";
    }
}
