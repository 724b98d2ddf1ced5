package dev.turnpike.sandbox.models.script;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The directives found in a message, such as {@code [sandbox tokens=20 interval_ms=50]}.
 *
 * @param values the number behind each; zero for those that take none
 */
public record Directives(Map<Directive, Integer> values) {

    /** Bounded so that a hostile message cannot make the search slow. */
    private static final Pattern BRACKET =
            Pattern.compile("\\[sandbox((?: [a-z_]{1,20}(?:=[^\\] ]{1,20})?){1,12})]");

    public Directives {
        values = Map.copyOf(values);
    }

    /**
     * Reads every directive of the text.
     *
     * @throws UnknownDirective when one is misspelt or out of range, lest a test passes by mistake
     */
    public static Directives read(String text) {
        Map<Directive, Integer> found = new EnumMap<>(Directive.class);
        Matcher bracket = BRACKET.matcher(text);
        while (bracket.find()) {
            for (String word : bracket.group(1).strip().split(" ", -1)) {
                readWord(word, found);
            }
        }
        return new Directives(found);
    }

    private static void readWord(String word, Map<Directive, Integer> found) {
        int equals = word.indexOf('=');
        String name = equals < 0 ? word : word.substring(0, equals);
        Directive directive =
                Directive.findWritten(name).orElseThrow(() -> new UnknownDirective(word, known()));
        if (directive.takesValue() != equals >= 0) {
            throw new UnknownDirective(word, known());
        }
        found.put(directive, equals < 0 ? 0 : number(word, word.substring(equals + 1), directive));
    }

    private static int number(String word, String digits, Directive directive) {
        String range = "a number from " + directive.least() + " to " + directive.most();
        if (!digits.matches("[0-9]{1,9}")) {
            throw new UnknownDirective(word, range);
        }
        int value = Integer.parseInt(digits);
        if (value < directive.least() || value > directive.most()) {
            throw new UnknownDirective(word, range);
        }
        return value;
    }

    private static String known() {
        return Arrays.stream(Directive.values())
                .map(each -> each.takesValue() ? each.written() + "=N" : each.written())
                .toList()
                .toString();
    }

    /** The text with its directives taken out. */
    public static String without(String text) {
        return BRACKET.matcher(text).replaceAll("").strip();
    }

    public boolean has(Directive directive) {
        return values.containsKey(directive);
    }

    public OptionalInt find(Directive directive) {
        Integer value = values.get(directive);
        return value == null ? OptionalInt.empty() : OptionalInt.of(value);
    }

    /** A directive that does not exist or cannot mean what it says. */
    public static final class UnknownDirective extends RuntimeException {
        UnknownDirective(String word, String expected) {
            super("unknown sandbox directive '" + word + "'; expected " + expected);
        }
    }
}
