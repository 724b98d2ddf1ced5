package dev.turnpike.billing.pricelists.wire;

import dev.turnpike.billing.money.UnitPrice;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Pattern;

/**
 * Turns a number of a list into whole pico-dollars, or refuses its row.
 *
 * <p>Lists are made by programs that count in binary fractions, so a price may be off in its
 * sixteenth digit. That is repaired. A price that really lies between two pico-dollars, like the
 * twelfth part of a dollar for a million tokens, becomes the dearer of the two, so that nothing is
 * sold below what the provider asks; unless that adds a ten-thousandth or more.
 */
final class Amount {

    /** What a token never costs: per million tokens, $10,000. Then the unit is another one. */
    private static final BigDecimal DEAREST_TOKEN = new BigDecimal("0.01");

    private static final BigDecimal NOISE = new BigDecimal("0.000001");

    /** The hundredth part of what two lists may differ by. */
    private static final BigDecimal MOST_ADDED = new BigDecimal("0.0001");

    private static final Pattern NUMBER =
            Pattern.compile("-?[0-9]{1,40}(\\.[0-9]{1,60})?([eE][-+]?[0-9]{1,2})?");
    private static final int PICO = 12;
    private static final int MILLION = 6;
    private static final int THOUSAND = 3;
    private static final int MAX_DIGITS = 18;
    private static final int MAX_SCALE = 200;

    private Amount() {}

    /** Dollars per token. */
    static UnitPrice perToken(String field, JsonValue value) {
        return token(field, number(field, value));
    }

    /** Dollars per million tokens. */
    static UnitPrice perMillion(String field, JsonValue value) {
        return token(field, number(field, value).scaleByPowerOfTen(-MILLION));
    }

    /** Dollars per call. */
    static UnitPrice perCall(String field, JsonValue value) {
        return picos(field, number(field, value));
    }

    /** Dollars per thousand calls. */
    static UnitPrice perThousandCalls(String field, JsonValue value) {
        return picos(field, number(field, value).scaleByPowerOfTen(-THOUSAND));
    }

    private static UnitPrice token(String field, BigDecimal dollars) {
        if (dollars.compareTo(DEAREST_TOKEN) > 0) {
            throw new RefusedRowException(
                    field + " is no price of a token: " + dollars.toString() + " dollars");
        }
        return picos(field, dollars);
    }

    private static BigDecimal number(String field, JsonValue value) {
        BigDecimal number =
                switch (value) {
                    case JsonValue.Decimal(BigDecimal written) -> written;
                    case JsonValue.Text(String text) when NUMBER.matcher(text).matches() ->
                            new BigDecimal(text);
                    case JsonValue other ->
                            throw new RefusedRowException(field + " is not a number");
                };
        if (Math.abs((long) number.scale()) > MAX_SCALE) {
            throw new RefusedRowException(field + " is beyond all bounds");
        }
        if (number.signum() < 0) {
            throw new RefusedRowException(field + " is negative: " + number.toString());
        }
        return number;
    }

    private static UnitPrice picos(String field, BigDecimal dollars) {
        BigDecimal exact = dollars.scaleByPowerOfTen(PICO);
        BigDecimal whole = exact.setScale(0, RoundingMode.HALF_UP);
        if (whole.subtract(exact).abs().compareTo(exact.multiply(NOISE)) > 0) {
            whole = exact.setScale(0, RoundingMode.CEILING);
        }
        if (whole.subtract(exact).compareTo(exact.multiply(MOST_ADDED)) > 0) {
            throw new RefusedRowException(
                    field + " is finer than a pico-dollar: " + dollars.toString());
        }
        if (whole.precision() > MAX_DIGITS) {
            throw new RefusedRowException(field + " has more than " + MAX_DIGITS + " digits");
        }
        return new UnitPrice(whole.longValueExact());
    }
}
