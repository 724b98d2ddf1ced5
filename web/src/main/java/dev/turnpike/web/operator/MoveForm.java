package dev.turnpike.web.operator;

import dev.turnpike.web.page.Fields;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was typed to move an account to a plan.
 *
 * @param account its id, or the e-mail address of a member
 * @param to the id of the plan
 * @param errors what is wrong, by field; empty when nothing is
 */
public record MoveForm(String account, String to, Map<String, String> errors) {

    /** An untouched form. */
    public static final MoveForm EMPTY = new MoveForm("", "", Map.of());

    /** The longest e-mail address that there can be. */
    private static final int MAX_LENGTH = 254;

    public MoveForm {
        errors = Map.copyOf(errors);
    }

    static MoveForm read(Fields fields) {
        return new MoveForm(fields.text("account"), fields.text("to"), Map.of());
    }

    /** Whether it can be looked for at all. */
    boolean namesSomething() {
        return !account.isEmpty()
                && account.length() <= MAX_LENGTH
                && account.chars().noneMatch(Character::isISOControl);
    }

    MoveForm withError(String field, String problem) {
        return new MoveForm(account, to, Map.of(field, problem));
    }

    /** What is wrong with this field, or null. */
    public @Nullable String error(String field) {
        return errors.get(field);
    }
}
