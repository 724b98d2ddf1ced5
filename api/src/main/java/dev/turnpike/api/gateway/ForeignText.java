package dev.turnpike.api.gateway;

import org.jspecify.annotations.Nullable;

/**
 * Text of callers and providers that is kept with a call. A call whose text the database refuses
 * could not be charged after its answer was delivered, so what cannot be stored becomes a space.
 */
public final class ForeignText {

    /** What others say about themselves is shown in lists; a sentence is enough. */
    private static final int MAX_CHARACTERS = 256;

    private ForeignText() {}

    /** The beginning of this text, without control characters and halves of characters. */
    public static @Nullable String clean(@Nullable String text) {
        if (text == null) {
            return null;
        }
        StringBuilder clean = new StringBuilder();
        text.codePoints()
                .limit(MAX_CHARACTERS)
                .map(point -> isStorable(point) ? point : ' ')
                .forEach(clean::appendCodePoint);
        return clean.toString();
    }

    private static boolean isStorable(int point) {
        return !Character.isISOControl(point) && Character.getType(point) != Character.SURROGATE;
    }
}
