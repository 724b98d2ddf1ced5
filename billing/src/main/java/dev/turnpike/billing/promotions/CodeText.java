package dev.turnpike.billing.promotions;

import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * What a customer types to get promotional credit. Case, blanks and hyphens do not matter, and
 * neither does taking O for 0 or I and L for 1: two texts that can be confused are one.
 *
 * @param shown upper case letters, digits and hyphens, as the operator wants it to be read
 */
public record CodeText(String shown) {

    /** Letters and digits of a text; shorter ones are guessed, longer ones mistyped. */
    public static final int MIN_LENGTH = 6;

    public static final int MAX_LENGTH = 32;

    /** Whatever is longer is no code, however many blanks and hyphens are in it. */
    private static final int MAX_TYPED = 64;

    /** 31 letters and digits of which none looks like another. */
    private static final String ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";

    /** Twelve of them are 59 bits: not to be guessed at the pace that {@link GuessRate} allows. */
    private static final int GROUPS = 3;

    private static final int GROUP_LENGTH = 4;

    private static final Pattern FORM = Pattern.compile("[A-Z0-9]+(-[A-Z0-9]+)*");
    private static final Pattern TYPED = Pattern.compile("[A-Za-z0-9 -]+");

    public CodeText {
        if (!FORM.matcher(shown).matches() || !hasAllowedLength(shown)) {
            throw new IllegalArgumentException("Not the text of a code: " + shown);
        }
    }

    /** Reads what somebody typed; empty when it cannot be a code. */
    public static Optional<CodeText> parse(String typed) {
        if (typed.length() > MAX_TYPED || !TYPED.matcher(typed).matches()) {
            return Optional.empty();
        }
        String shown =
                typed.toUpperCase(Locale.ROOT)
                        .replace(" ", "")
                        .replaceAll("-+", "-")
                        .replaceAll("^-|-$", "");
        return FORM.matcher(shown).matches() && hasAllowedLength(shown)
                ? Optional.of(new CodeText(shown))
                : Optional.empty();
    }

    /** A new text that nobody guesses, such as {@code K7QM-XW3T-9FHP}. */
    public static CodeText generate(RandomGenerator random) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < GROUPS * GROUP_LENGTH; i++) {
            if (i > 0 && i % GROUP_LENGTH == 0) {
                text.append('-');
            }
            text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return new CodeText(text.toString());
    }

    /** The same for all texts that people take for one another. */
    public String canonical() {
        return shown.replace("-", "").replace('O', '0').replace('I', '1').replace('L', '1');
    }

    private static boolean hasAllowedLength(String shown) {
        int length = shown.replace("-", "").length();
        return length >= MIN_LENGTH && length <= MAX_LENGTH;
    }

    @Override
    public String toString() {
        return shown;
    }
}
