package dev.turnpike.billing.pricelists;

import java.util.Collection;
import java.util.List;

/**
 * Makes what a list calls something fit to be stored and shown: nobody knows what is in a name that
 * a stranger published.
 *
 * <p>PostgreSQL refuses text with a zero character, and characters that turn the direction of
 * writing can make a price look like another one.
 */
final class ListWords {

    /** A name of a field, a tier or a time of the day. */
    private static final int NAME = 200;

    /** A sentence about a row, with all that it names. */
    private static final int SENTENCE = 2_000;

    /** A row has fewer classes and conditions than that, if it is a proper one. */
    private static final int SENTENCES = 50;

    private static final int BLANK = ' ';

    private ListWords() {}

    static String name(String text) {
        return plain(text, NAME);
    }

    static String sentence(String text) {
        return plain(text, SENTENCE);
    }

    static List<String> sentences(Collection<String> texts) {
        return texts.stream().limit(SENTENCES).map(ListWords::sentence).toList();
    }

    private static String plain(String text, int max) {
        StringBuilder plain = new StringBuilder();
        text.codePoints()
                .limit(max)
                .forEach(each -> plain.appendCodePoint(isPlain(each) ? each : BLANK));
        return text.codePointCount(0, text.length()) > max
                ? plain.append('…').toString()
                : plain.toString();
    }

    private static boolean isPlain(int character) {
        return switch ((byte) Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    false;
            default -> true;
        };
    }
}
