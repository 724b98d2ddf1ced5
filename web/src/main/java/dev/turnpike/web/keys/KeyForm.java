package dev.turnpike.web.keys;

import dev.turnpike.billing.keys.KeyCreation;
import dev.turnpike.billing.limits.LimitPeriod;
import dev.turnpike.billing.workspaces.Workspace;
import dev.turnpike.billing.workspaces.WorkspaceId;
import dev.turnpike.web.limits.Periods;
import dev.turnpike.web.limits.TypedAmount;
import dev.turnpike.web.page.Fields;
import dev.turnpike.web.page.TypedName;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was typed to make a key.
 *
 * @param reset when the limit begins anew; empty for never
 * @param workspace the id of one; empty for the default one
 * @param expiry days of life as text; empty for a key that does not expire
 * @param errors what is wrong, by field; empty when nothing is
 */
public record KeyForm(
        String name,
        String limit,
        String reset,
        String workspace,
        String expiry,
        Map<String, String> errors) {

    /** An untouched form. */
    public static final KeyForm EMPTY = new KeyForm("", "", "", "", "", Map.of());

    private static final Map<String, String> EXPIRIES = expiries();

    public KeyForm {
        errors = Map.copyOf(errors);
    }

    /** What became of the check. */
    sealed interface Checked permits Good, Bad {}

    /** Can be made. */
    record Good(KeyCreation.Order order) implements Checked {}

    /** Goes back into the page, with what is wrong beside each field. */
    record Bad(KeyForm form) implements Checked {}

    static KeyForm read(Fields fields) {
        return new KeyForm(
                fields.text("name"),
                fields.text("limit"),
                fields.text("reset"),
                fields.text("workspace"),
                fields.text("expiry"),
                Map.of());
    }

    Checked check(Instant now, List<Workspace> workspaces) {
        Map<String, String> wrong = new LinkedHashMap<>();
        String problem = nameProblem();
        if (problem != null) {
            wrong.put("name", problem);
        }
        Optional<LimitPeriod> period = Periods.parse(reset.isEmpty() ? "never" : reset);
        TypedAmount most = new TypedAmount(limit);
        problem = limit.isEmpty() ? missingLimit(period) : most.problem();
        if (problem != null) {
            wrong.put("limit", problem);
        }
        if (period.isEmpty()) {
            wrong.put("reset", "Choose one of the listed times.");
        }
        Optional<WorkspaceId> chosen = workspace(workspaces);
        if (chosen.isEmpty() && !workspace.isEmpty()) {
            wrong.put("workspace", "Choose one of the listed workspaces.");
        }
        if (!EXPIRIES.containsKey(expiry)) {
            wrong.put("expiry", "Choose one of the listed times.");
        }
        return wrong.isEmpty()
                ? new Good(
                        new KeyCreation.Order(
                                name,
                                chosen.orElse(null),
                                most.amount().orElse(null),
                                period.orElseThrow(),
                                expiresAt(now)))
                : new Bad(new KeyForm(name, limit, reset, workspace, expiry, wrong));
    }

    private @Nullable String nameProblem() {
        return name.isEmpty()
                ? "Give the key a name, so that you recognise it later."
                : new TypedName(name, KeyCreation.MAX_NAME_LENGTH).problem();
    }

    /** Whoever chooses when a limit resets wants one: a key without would spend everything. */
    private @Nullable String missingLimit(Optional<LimitPeriod> period) {
        return period.isEmpty() || period.get() == LimitPeriod.TOTAL
                ? null
                : "Type the amount that resets " + reset + ".";
    }

    private Optional<WorkspaceId> workspace(List<Workspace> workspaces) {
        return workspaces.stream()
                .map(Workspace::id)
                .filter(id -> id.toString().equals(workspace))
                .findFirst();
    }

    /** The choices of when the limit resets. */
    public Map<String, String> resets() {
        return Periods.resets();
    }

    /** The choices of a lifetime: days as text, and how they are called. */
    public Map<String, String> choices() {
        return EXPIRIES;
    }

    /** What is wrong with this field, or null. */
    public @Nullable String error(String field) {
        return errors.get(field);
    }

    private @Nullable Instant expiresAt(Instant now) {
        return expiry.isEmpty() ? null : now.plus(Duration.ofDays(Long.parseLong(expiry)));
    }

    private static Map<String, String> expiries() {
        Map<String, String> choices = new LinkedHashMap<>();
        choices.put("", "Never");
        choices.put("7", "In 7 days");
        choices.put("30", "In 30 days");
        choices.put("90", "In 90 days");
        choices.put("365", "In a year");
        return choices;
    }
}
