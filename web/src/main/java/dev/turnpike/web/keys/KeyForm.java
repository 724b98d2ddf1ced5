package dev.turnpike.web.keys;

import dev.turnpike.billing.keys.KeyCreation;
import dev.turnpike.billing.money.Usd;
import dev.turnpike.web.page.Dollars;
import dev.turnpike.web.page.Fields;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was typed to make a key.
 *
 * @param expiry days of life as text; empty for a key that does not expire
 * @param errors what is wrong, by field; empty when nothing is
 */
public record KeyForm(String name, String limit, String expiry, Map<String, String> errors) {

    /** An untouched form. */
    public static final KeyForm EMPTY = new KeyForm("", "", "", Map.of());

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
                fields.text("name"), fields.text("limit"), fields.text("expiry"), Map.of());
    }

    Checked check(Instant now) {
        Map<String, String> wrong = new LinkedHashMap<>();
        if (name.isEmpty()) {
            wrong.put("name", "Give the key a name, so that you recognise it later.");
        } else if (name.length() > KeyCreation.MAX_NAME_LENGTH) {
            wrong.put(
                    "name",
                    "A name has at most "
                            + KeyCreation.MAX_NAME_LENGTH
                            + " characters; this one has "
                            + name.length()
                            + ".");
        }
        @Nullable Usd most = Dollars.parse(limit).orElse(null);
        if (!limit.isEmpty() && (most == null || !most.isPositive())) {
            wrong.put(
                    "limit", "Type an amount above zero, such as 25 or 12.50, or leave it empty.");
        }
        if (!EXPIRIES.containsKey(expiry)) {
            wrong.put("expiry", "Choose one of the listed times.");
        }
        return wrong.isEmpty()
                ? new Good(new KeyCreation.Order(name, most, expiresAt(now)))
                : new Bad(new KeyForm(name, limit, expiry, wrong));
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
