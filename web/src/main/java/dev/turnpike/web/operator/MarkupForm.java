package dev.turnpike.web.operator;

import dev.turnpike.billing.pricing.Markup;
import dev.turnpike.billing.pricing.MarkupSubject;
import dev.turnpike.web.page.Fields;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was typed to set a markup.
 *
 * @param target the code of what is to have it
 * @param percent as it was typed, with or without the sign
 * @param errors what is wrong, by field; empty when nothing is
 */
public record MarkupForm(String target, String percent, Map<String, String> errors) {

    public MarkupForm {
        errors = Map.copyOf(errors);
    }

    /** What became of the check. */
    sealed interface Checked permits Good, Bad {}

    /** Can be set. */
    record Good(MarkupSubject subject, Markup markup) implements Checked {}

    /** Goes back into the page, with what is wrong beside each field. */
    record Bad(MarkupForm form) implements Checked {}

    /** What a form sent, or what an address asks to be changed. */
    static MarkupForm read(Fields fields) {
        return new MarkupForm(fields.text("target"), fields.text("percent"), Map.of());
    }

    Checked check(List<MarkupTarget> targets) {
        Map<String, String> wrong = new LinkedHashMap<>();
        Optional<MarkupTarget> named =
                targets.stream().filter(it -> it.code().equals(target)).findFirst();
        if (named.isEmpty()) {
            wrong.put("target", "Choose one of the listed: the catalogue has no such thing.");
        }
        Optional<Markup> markup = TypedPercent.parse(percent);
        if (markup.isEmpty()) {
            wrong.put("percent", TypedPercent.PROBLEM);
        }
        return wrong.isEmpty()
                ? new Good(named.orElseThrow().subject(), markup.orElseThrow())
                : new Bad(new MarkupForm(target, percent, wrong));
    }

    /** What is wrong with this field, or null. */
    public @Nullable String error(String field) {
        return errors.get(field);
    }
}
