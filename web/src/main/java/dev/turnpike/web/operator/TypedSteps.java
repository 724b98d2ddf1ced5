package dev.turnpike.web.operator;

import dev.turnpike.billing.money.Usd;
import dev.turnpike.billing.plans.PlanRules;
import dev.turnpike.billing.pricing.Markup;
import dev.turnpike.web.page.Dollars;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The steps of a plan as they were typed, one a line: dollars, a blank, percent.
 *
 * @param steps as far as they could be read
 * @param problem what is wrong with the first line that is; null when nothing is
 */
record TypedSteps(List<PlanRules.Step> steps, @Nullable String problem) {

    /** Far more than as many steps take. */
    private static final int MAX_LENGTH = 1_000;

    private static final Pattern LINE = Pattern.compile("(\\S+)\\s+(\\S+(?: %)?)");

    TypedSteps {
        steps = List.copyOf(steps);
    }

    /**
     * Reads all lines; empty ones are skipped.
     *
     * @param markup of the plan itself; null when it has none
     */
    static TypedSteps read(String typed, @Nullable Markup markup) {
        List<String> lines = typed.lines().map(String::strip).filter(it -> !it.isEmpty()).toList();
        if (typed.length() > MAX_LENGTH || lines.size() > PlanRules.MAX_STEPS) {
            return new TypedSteps(
                    List.of(), "A plan has at most " + PlanRules.MAX_STEPS + " steps.");
        }
        List<PlanRules.Step> steps = new ArrayList<>();
        for (String line : lines) {
            Optional<PlanRules.Step> step = step(line);
            if (step.isEmpty()) {
                return new TypedSteps(
                        steps,
                        "Type dollars above zero and then percent, like 1000 12.5, not: " + line);
            }
            String problem = problem(steps, markup, step.get(), line);
            if (problem != null) {
                return new TypedSteps(steps, problem);
            }
            steps.add(step.get());
        }
        return new TypedSteps(steps, null);
    }

    private static Optional<PlanRules.Step> step(String line) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Optional<Usd> from = Dollars.parse(matcher.group(1)).filter(Usd::isPositive);
        Optional<Markup> markup = TypedPercent.parse(matcher.group(2));
        return from.isPresent() && markup.isPresent()
                ? Optional.of(new PlanRules.Step(from.get(), markup.get()))
                : Optional.empty();
    }

    private static @Nullable String problem(
            List<PlanRules.Step> before, @Nullable Markup first, PlanRules.Step step, String line) {
        if (!before.isEmpty() && step.from().compareTo(before.getLast().from()) <= 0) {
            return "Each step begins at more spend than the one before it; this one does not: "
                    + line;
        }
        Markup most = before.isEmpty() ? first : before.getLast().markup();
        return most != null && step.markup().basisPoints() > most.basisPoints()
                ? "Whoever spends more must not pay more: this step is dearer than before: " + line
                : null;
    }
}
