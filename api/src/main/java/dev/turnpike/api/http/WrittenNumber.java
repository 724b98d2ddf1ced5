package dev.turnpike.api.http;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads numbers out of texts: in the digits 0 to 9 alone, though Java knows many others. */
public final class WrittenNumber {

    /** More digits than any number here has; a long one only costs time. */
    private static final int MAX_LENGTH = 32;

    private WrittenNumber() {}

    /** A number, with an exponent or without; null when it is none, or absurd. */
    public static @Nullable BigDecimal decimal(String text) {
        if (!isReadable(text)) {
            return null;
        }
        try {
            BigDecimal value = new BigDecimal(text);
            return BoundedNumbers.isShort(value) ? value : null;
        } catch (NumberFormatException _) {
            return null;
        }
    }

    /** A whole number; null when it is none, or beyond an int. */
    public static @Nullable Integer whole(String text) {
        if (!isReadable(text)) {
            return null;
        }
        try {
            return Integer.valueOf(text);
        } catch (NumberFormatException _) {
            return null;
        }
    }

    private static boolean isReadable(String text) {
        return text.length() <= MAX_LENGTH
                && StandardCharsets.US_ASCII.newEncoder().canEncode(text);
    }
}
