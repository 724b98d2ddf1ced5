package dev.turnpike.sandbox.payments.pages;

import dev.turnpike.sandbox.payments.pages.Template.Markup;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Renders the fields of a form, each with its label, hint and problem. */
public final class FormFields {

    /** One field of a page. */
    public record Field(String name, String label, String hint, String attributes) {}

    private static final List<Field> CARD =
            List.of(
                    new Field(
                            "card_number",
                            "Test card number",
                            "For example 4242 4242 4242 4242. Never a real card.",
                            "required type=\"text\" inputmode=\"numeric\" autocomplete=\"off\" maxlength=\"23\""),
                    new Field(
                            "expiry",
                            "Expiry (month / year)",
                            "Any month to come, like 12/34.",
                            "required type=\"text\" inputmode=\"numeric\" autocomplete=\"off\" maxlength=\"9\""),
                    new Field(
                            "cvc",
                            "Security code (CVC)",
                            "Any 3 digits.",
                            "required type=\"text\" inputmode=\"numeric\" autocomplete=\"off\" maxlength=\"4\""));

    private final Template field = Template.load("field.html");
    private final Template problem = Template.load("problem.html");
    private final Template summary = Template.load("problems.html");
    private final Template summaryLine = Template.load("problem-line.html");

    /** What is asked of a card. */
    public static List<Field> ofCard() {
        return CARD;
    }

    /** A field without a value stays empty: card data is never filled in again. */
    public Markup all(
            List<Field> fields, Map<String, String> values, Map<String, String> problems) {
        return joined(
                fields.stream()
                        .map(each -> one(each, values.getOrDefault(each.name(), ""), problems))
                        .toList());
    }

    /** What is wrong, at the top, each with a link to its field. */
    public Markup summary(String heading, Map<String, String> problems) {
        if (problems.isEmpty()) {
            return Markup.NONE;
        }
        List<Markup> lines =
                problems.entrySet().stream()
                        .map(entry -> summaryLine.fill(named(entry.getKey(), entry.getValue())))
                        .toList();
        return summary.fill(Map.of("heading", Markup.escaped(heading), "lines", joined(lines)));
    }

    private Markup one(Field each, String value, Map<String, String> problems) {
        String message = problems.get(each.name());
        boolean isWrong = message != null;
        String invalid = isWrong ? " aria-invalid=\"true\"" : "";
        String describedBy =
                each.name() + "-hint" + (isWrong ? " " + each.name() + "-problem" : "");
        return field.fill(
                Map.of(
                        "name", Markup.escaped(each.name()),
                        "label", Markup.escaped(each.label()),
                        "hint", Markup.escaped(each.hint()),
                        "attributes", new Markup(each.attributes() + invalid),
                        "describedBy", Markup.escaped(describedBy),
                        "value", Markup.escaped(value),
                        "problem",
                                message == null
                                        ? Markup.NONE
                                        : problem.fill(named(each.name(), message))));
    }

    private static Map<String, Markup> named(String name, String message) {
        return Map.of("name", Markup.escaped(name), "message", Markup.escaped(message));
    }

    private static Markup joined(List<Markup> pieces) {
        return new Markup(pieces.stream().map(Markup::html).collect(Collectors.joining()));
    }
}
