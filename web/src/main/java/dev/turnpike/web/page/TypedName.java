package dev.turnpike.web.page;

import org.jspecify.annotations.Nullable;

/**
 * A name as it was typed into a form.
 *
 * @param most how many characters it may have
 */
public record TypedName(String text, int most) {

    /** Holds many an emoji together. */
    private static final int JOINER = 0x200D;

    /** The fillers of Hangul, and the braille pattern without a dot. */
    private static final String BLANKS = "\u115F\u1160\u3164\uFFA0\u2800";

    /** Null when it is fine or empty: only the form knows how to ask for it. */
    public @Nullable String problem() {
        if (text.length() > most) {
            return "A name has at most "
                    + most
                    + " characters; this one has "
                    + text.length()
                    + ".";
        }
        boolean isLine = text.codePoints().noneMatch(TypedName::isForbidden);
        boolean isSeen = text.isEmpty() || text.codePoints().anyMatch(TypedName::isVisible);
        return isLine && isSeen ? null : "A name is one line of characters that can be seen.";
    }

    /** The database cannot keep the character NUL; the others break a line, hide or reverse it. */
    private static boolean isForbidden(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            case Character.FORMAT -> character != JOINER;
            default -> false;
        };
    }

    /** Marks show only on another character, and a few letters and symbols are blank. */
    private static boolean isVisible(int character) {
        return switch (Character.getType(character)) {
            case Character.SPACE_SEPARATOR,
                    Character.FORMAT,
                    Character.NON_SPACING_MARK,
                    Character.ENCLOSING_MARK,
                    Character.UNASSIGNED ->
                    false;
            default -> BLANKS.indexOf(character) < 0;
        };
    }
}
