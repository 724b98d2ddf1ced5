package dev.turnpike.web.operator;

import dev.turnpike.billing.plans.Plan;
import dev.turnpike.billing.plans.PlanId;
import dev.turnpike.billing.plans.PlanRules;
import dev.turnpike.billing.pricing.Markup;
import dev.turnpike.web.page.Fields;
import dev.turnpike.web.page.TypedName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What was typed to make or change a plan.
 *
 * @param plan the id of the one that is changed; empty for a new one
 * @param percent its markup; empty for the platform's
 * @param steps one a line
 * @param errors what is wrong, by field; empty when nothing is
 */
public record PlanForm(
        String plan, String name, String percent, String steps, Map<String, String> errors) {

    /** An untouched form for a new plan. */
    public static final PlanForm EMPTY = new PlanForm("", "", "", "", Map.of());

    public PlanForm {
        errors = Map.copyOf(errors);
    }

    /** What became of the check. */
    sealed interface Checked permits Good, Bad {}

    /**
     * Can be set.
     *
     * @param plan the one that is changed; null for a new one
     */
    record Good(@Nullable PlanId plan, String name, PlanRules rules) implements Checked {}

    /** Goes back into the page, with what is wrong beside each field. */
    record Bad(PlanForm form) implements Checked {}

    static PlanForm read(Fields fields) {
        return new PlanForm(
                fields.text("plan"),
                fields.text("name"),
                fields.text("percent"),
                fields.text("steps"),
                Map.of());
    }

    /** The form with what is in force, to be changed. */
    static PlanForm of(Plan plan) {
        Markup markup = plan.rules().markup();
        return new PlanForm(
                plan.id().toString(),
                plan.name(),
                markup == null ? "" : percent(markup),
                plan.rules().steps().stream()
                        .map(it -> it.from().toPlainString() + " " + percent(it.markup()))
                        .collect(Collectors.joining("\n")),
                Map.of());
    }

    private static String percent(Markup markup) {
        return markup.toPercent().replace(" %", "");
    }

    Checked check(List<Plan> plans) {
        Map<String, String> wrong = new LinkedHashMap<>();
        Optional<Plan> known =
                plans.stream().filter(it -> it.id().toString().equals(plan)).findFirst();
        if (!isNew() && known.isEmpty()) {
            wrong.put("name", "There is no such plan: make a new one.");
        } else if (isNew()) {
            note(wrong, "name", nameProblem());
        }
        Markup markup = TypedPercent.parse(percent).orElse(null);
        if (markup == null && !percent.isEmpty()) {
            wrong.put("percent", TypedPercent.PROBLEM);
        }
        TypedSteps typed = TypedSteps.read(steps, markup);
        note(wrong, "steps", typed.problem());
        return wrong.isEmpty()
                ? new Good(
                        known.map(Plan::id).orElse(null),
                        name,
                        new PlanRules(markup, typed.steps()))
                : new Bad(withErrors(wrong));
    }

    PlanForm withErrors(Map<String, String> wrong) {
        return new PlanForm(plan, name, percent, steps, wrong);
    }

    public boolean isNew() {
        return plan.isEmpty();
    }

    /** What is wrong with this field, or null. */
    public @Nullable String error(String field) {
        return errors.get(field);
    }

    private @Nullable String nameProblem() {
        return name.isEmpty()
                ? "A plan needs a name: customers see it."
                : new TypedName(name, Plan.MAX_NAME_LENGTH).problem();
    }

    private static void note(Map<String, String> wrong, String field, @Nullable String problem) {
        if (problem != null) {
            wrong.put(field, problem);
        }
    }
}
