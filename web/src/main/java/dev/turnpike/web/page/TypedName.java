package dev.turnpike.web.page;

import org.jspecify.annotations.Nullable;

/**
 * A name as it was typed into a form.
 *
 * @param most how many characters it may have
 */
public record TypedName(String text, int most) {

    /** Null when it is fine or empty: only the form knows how to ask for it. */
    public @Nullable String problem() {
        if (text.length() > most) {
            return "A name has at most "
                    + most
                    + " characters; this one has "
                    + text.length()
                    + ".";
        }
        // The database cannot keep the character NUL, and people cannot see the others.
        return text.chars().anyMatch(Character::isISOControl)
                ? "A name is one line of characters that can be seen."
                : null;
    }
}
