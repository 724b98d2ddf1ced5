package dev.turnpike.web.limits;

import dev.turnpike.billing.limits.LimitPeriod;
import dev.turnpike.billing.limits.SpendingLimits;
import dev.turnpike.web.page.Fields;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was typed to set a limit.
 *
 * @param target the code of what is to be bounded
 * @param errors what is wrong, by field; empty when nothing is
 */
public record LimitForm(String target, String amount, String reset, Map<String, String> errors) {

    public LimitForm {
        errors = Map.copyOf(errors);
    }

    /** What became of the check. */
    sealed interface Checked permits Good, Bad {}

    /** Can be set. */
    record Good(SpendingLimits.Order order, LimitTarget target) implements Checked {}

    /** Goes back into the page, with what is wrong beside each field. */
    record Bad(LimitForm form) implements Checked {}

    /** What a form sent, or what an address asks to be changed. */
    static LimitForm read(Fields fields) {
        return new LimitForm(
                fields.text("target"), fields.text("amount"), fields.text("reset"), Map.of());
    }

    Checked check(List<LimitTarget> targets) {
        Map<String, String> wrong = new LinkedHashMap<>();
        Optional<LimitTarget> bounded =
                targets.stream().filter(it -> it.code().equals(target)).findFirst();
        if (bounded.isEmpty()) {
            wrong.put("target", "Choose one of the listed: there is no such thing to limit.");
        }
        TypedAmount typed = new TypedAmount(amount);
        String problem = typed.problem();
        if (problem != null) {
            wrong.put("amount", problem);
        }
        Optional<LimitPeriod> period = Periods.parse(reset);
        if (period.isEmpty()) {
            wrong.put("reset", "Choose one of the listed times.");
        }
        return wrong.isEmpty()
                ? new Good(
                        new SpendingLimits.Order(
                                bounded.orElseThrow().scope(),
                                bounded.orElseThrow().id(),
                                period.orElseThrow(),
                                typed.amount().orElseThrow()),
                        bounded.orElseThrow())
                : new Bad(new LimitForm(target, amount, reset, wrong));
    }

    /** The choices of when it resets. */
    public Map<String, String> resets() {
        return Periods.resets();
    }

    /** What is wrong with this field, or null. */
    public @Nullable String error(String field) {
        return errors.get(field);
    }
}
